/** A guest's name and crew role, kept on this device so that the next link does not ask again. */
const KEY = "throughline-guest"

export interface GuestName {
  readonly name: string
  readonly crewRole: string
}

export function keptGuestName(): GuestName {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Record<keyof GuestName, unknown>>
    return { name: textOf(kept.name), crewRole: textOf(kept.crewRole) }
  } catch {
    // No storage, or not ours: the form starts empty.
    return { name: "", crewRole: "" }
  }
}

export function keepGuestName(guest: GuestName): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(guest))
  } catch {
    // No storage: the next link asks again.
    return
  }
}

const textOf = (value: unknown) => (typeof value === "string" ? value.slice(0, 100) : "")

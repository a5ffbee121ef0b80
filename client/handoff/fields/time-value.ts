/** A moment as the browser's own input holds it (local, without a zone) and as it is kept (UTC). */
const two = (value: number) => String(value).padStart(2, "0")

export function localInput(kept: string): string {
  const at = Date.parse(kept.length === 10 ? `${kept}T00:00` : kept)
  if (Number.isNaN(at)) return ""
  const date = new Date(at)
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** A day alone stays a day; with a time it is a moment. */
export const keptDue = (day: string, clock: string): string =>
  day === "" || clock === "" ? day : keptTime(`${day}T${clock}`)

export function keptTime(local: string): string {
  const at = Date.parse(local)
  return Number.isNaN(at) ? "" : new Date(at).toISOString()
}

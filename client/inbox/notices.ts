/**
 * Notices of the browser about new things that need somebody. Off until they ask for it; the browser's own permission is read
 * anew each time, because people change it elsewhere. Kept in this browser only, like the look.
 */
import type { External } from "../sync/board-session.ts"
import { cell } from "../sync/external.ts"

export type NoticeState = "unsupported" | "denied" | "off" | "on"

interface Kept {
  readonly isOn: boolean
  readonly withWords: boolean
}
const KEY = "throughline-notices"
const NOTHING: Kept = { isOn: false, withWords: false }

function read(): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null")
    return typeof kept === "object" && kept !== null ? { ...NOTHING, ...kept } : NOTHING
  } catch {
    // No storage, or not ours: as if nothing was ever chosen.
    return NOTHING
  }
}

const kept = cell<Kept>(read())
/** The browser refused to show one although it had said yes: some do without a service worker. */
const hasFailed = cell(false)

function keep(next: Kept): void {
  kept.set(next)
  try {
    localStorage.setItem(KEY, JSON.stringify(next))
  } catch {
    // It holds for this visit then.
  }
}

export const noticeChoice: External<Kept> = kept

export function noticeState({ isOn }: Kept): NoticeState {
  if (typeof Notification === "undefined" || !isSecureContext || hasFailed.get()) return "unsupported"
  if (Notification.permission === "denied") return "denied"
  return isOn && Notification.permission === "granted" ? "on" : "off"
}

/** Only ever called from a press of a button. False: the browser did not say yes. */
export async function turnOn(): Promise<boolean> {
  const answer =
    Notification.permission === "default" ? await Notification.requestPermission() : Notification.permission
  keep({ ...kept.get(), isOn: answer === "granted" })
  return answer === "granted"
}
export const turnOff = (): void => keep({ ...kept.get(), isOn: false })
export const setWithWords = (withWords: boolean): void => keep({ ...kept.get(), withWords })

export interface Notice {
  readonly title: string
  readonly body: string
  readonly tag: string
  onClick(): void
}

export function showNotice({ title, body, tag, onClick }: Notice): void {
  try {
    const shown = new Notification(title, { body, tag })
    shown.onclick = () => {
      window.focus()
      shown.close()
      onClick()
    }
  } catch {
    // Browsers on phones show them by a service worker only; then the screen says that this one cannot.
    hasFailed.set(true)
    keep({ ...kept.get() })
  }
}

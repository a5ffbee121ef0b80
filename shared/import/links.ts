/** Which addresses may become links: web and mail, nothing that runs. */
import { checkRegister } from "../model/keys.ts"

export const isSafeUrl = (url: string): boolean => /^(https?:\/\/|mailto:)[^\s]+$/i.test(url)

/** Whether a record link can hold this address; the board's own register is asked, so that both always agree. */
export const isRecordUrl = (url: string): boolean => checkRegister("cards", "k:x", { system: "", url }) === "fine"

/** The machine that an address speaks of, for the face of a link. */
export function hostOf(url: string): string {
  const host = /^https?:\/\/(?:[^/?#@\s]*@)?([^/?#:\s]+)/i.exec(url)?.[1]
  return host ? host.replace(/^www\./i, "").slice(0, 100) : "Mail"
}

/** Every sentence that leaves by mail. */
import type { NeedKind } from "../../shared/promises/needs-me.ts"

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

const ASKED: Record<NeedKind, string> = {
  expired: "Nobody took what you offered in time",
  escalated: "Nobody took this in time, and you are told",
  offer: "Offered to you",
  "read-again": "The sender says that your read-back was not right",
  question: "A question about what you offered",
  confirm: "Read back, waiting for your word",
  addendum: "Something was missed after you accepted",
  changed: "The brief changed after you accepted",
  returned: "Came back to you",
  action: "You said that you would do it",
  sign: "Your signature is asked for",
  incoming: "Announced to you",
  verify: "Done, and yours to verify",
  late: "Your acceptance came too late",
}

export const mailWords = {
  digestSubject: (needs: number, changes: number) =>
    needs > 0
      ? `${counted(needs, "thing needs", "things need")} you`
      : `${counted(changes, "change", "changes")} since you left`,
  digestLead: (name: string) => `Hello ${name}, this is how your boards stand.`,
  needs: (count: number) => `${counted(count, "thing needs", "things need")} you`,
  asked: (kind: NeedKind, title: string) => `${ASKED[kind]}: ${title}`,
  critical: (sentence: string) => `Critical · ${sentence}`,
  andMore: (count: number) => `And ${count} more.`,
  sinceYouLeft: (changes: number, cards: number) =>
    `Since you left: ${counted(changes, "change", "changes")} by others on ${counted(cards, "card", "cards")}.`,
  atLeast: (sentence: string) => `${sentence} (There were more than are counted here.)`,
  openBoard: "Open the board",
  untitled: "Untitled card",
  why: "You get this mail because you asked for it in the settings of Throughline.",
  settings: "Change when mail comes",
  stop: "Stop these mails",

  urgentSubject: "Critical: nobody has taken it",
  urgentLead: (name: string) => `Hello ${name}, the time to accept has run out, and you are among those who are told.`,

  confirmSubject: "Confirm your address for Throughline",
  confirmLead: "Hello, somebody with an account on this Throughline asked to get mail at this address.",
  confirmLink: "Yes, this address is mine",
  confirmOnce: "The link works once, for a day. If that was not you, do nothing: no mail will come.",
}

/** A promise that came too late, told in a sentence. Reads on from promise-activity. */

const seconds = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 })

export const superseded = {
  told: (who: string, wanted: string, other: string, had: string, before: string) =>
    `${who} wanted to ${wanted}, but ${other} had ${had} ${before}: it did not count`,
  offline: (sentence: string, at: string) =>
    `${sentence} (said at ${at} by the clock of a device without a connection)`,
  /** What was asked for, behind "wanted to". */
  wanted: {
    "handoff.announce": "announce the handoff",
    "handoff.offer": "offer it",
    "handoff.question": "ask about the handoff",
    "handoff.answer": "answer the question",
    "handoff.accept": "accept the handoff",
    "handoff.confirm": "confirm the read-back",
    "handoff.correct": "correct the read-back",
    "handoff.read-again": "read it back again",
    "handoff.add": "add what was missed",
    "handoff.acknowledge": "acknowledge what was added or changed",
    "handoff.decline": "decline the offer",
    "handoff.return": "return the offer",
    "handoff.send-back": "send it back",
    "handoff.withdraw": "withdraw the handoff",
    "handoff.reassign": "offer it anew",
    "handoff.take-over": "take it over",
    "handoff.finish": "say that it is done",
    "handoff.verify": "verify the outcome",
    "handoff.recall": "take it up again",
    "handoff.cancel": "end the handoff as not needed",
    "card.take": "take it",
    "card.release": "put it down",
  } as Readonly<Record<string, string>>,
  somethingWanted: "do something",
  /** What had been done, behind "had". */
  had: {
    "handoff.announced": "announced a handoff of it",
    "handoff.offered": "offered it",
    "handoff.questioned": "asked a question",
    "handoff.answered": "answered it",
    "handoff.accepted": "accepted it",
    "handoff.confirmed": "confirmed the read-back",
    "handoff.declined": "declined it as the last who could",
    "handoff.returned": "returned it",
    "handoff.sent-back": "sent it back",
    "handoff.withdrawn": "withdrawn it",
    "handoff.expired": "let its time run out",
    "handoff.reassigned": "offered it anew",
    "handoff.taken-over": "taken it over",
    "handoff.finished": "said that it is done",
    "handoff.verified": "verified the outcome",
    "handoff.recalled": "taken it up again",
    "handoff.cancelled": "ended it as not needed",
    "sheet.edited": "changed the brief",
    "card.taken": "taken it",
    "card.released": "put it down",
  } as Readonly<Record<string, string>>,
  somethingHad: "come first",
  atOnce: "a moment before",
  secondsBefore: (count: number) => `${count < 10 ? seconds.format(count) : Math.round(count)} s before`,
  longBefore: (span: string) => `${span} before`,
}

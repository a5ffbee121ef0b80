/** Words of what waits for somebody, and of telling them while the page is in the background. */
import type { NeedKind } from "../../../shared/promises/needs-me.ts"
import { plural } from "../plural.ts"

const quoted = (text: string) => `“${text}”`

const GROUPS: Readonly<Record<NeedKind, string>> = {
  expired: "Not accepted in time",
  escalated: "Somebody should step in",
  offer: "Offered to you",
  "read-again": "Read back again",
  question: "Questions to you",
  late: "Your acceptance came too late",
  confirm: "Confirm the read-back",
  verify: "Done, to be verified",
  addendum: "Added after you accepted",
  changed: "Changed after you accepted",
  returned: "Came back to you",
  action: "Yours to do",
  sign: "Your signature",
  incoming: "Coming to you",
}

interface Asked {
  /** The other person: the sender for the receiver, the receiver for the sender. */
  readonly who: string
  /** To whom it was offered. */
  readonly to: string
  /** When it is coming, where that was said. */
  readonly at: string
  readonly item: string
  readonly role: string
  /** The words of an action, and its time. */
  readonly text: string
  readonly until: string
}

const SENTENCES: Readonly<Record<NeedKind, (asked: Asked) => string>> = {
  expired: ({ to }) => `Nobody accepted it in time. You are still accountable: offer it anew, or call ${to}.`,
  escalated: ({ who, to }) => `${who} offered it to ${to}, and nobody accepted in time. You may take it over.`,
  offer: ({ who, to }) => `${who} offers it to ${to}. Read it and accept it, ask, or say no.`,
  "read-again": ({ who }) => `${who} says that your read-back was not right. Read it back again.`,
  question: () => "A question about your brief waits for an answer.",
  confirm: ({ who }) => `${who} read it back. Say whether that is right.`,
  late: ({ who }) => `You accepted, and ${who} was faster, or it was taken back. See what becomes of what you did.`,
  verify: ({ who }) => `${who} says that it is done. Look at the outcome and verify it.`,
  addendum: ({ who }) => `${who} missed something and added it. Say that you have seen it.`,
  changed: () => "Something that matters in the brief was changed. Say that you have seen it.",
  returned: () => "Your offer came back. You are accountable: mend it and offer it again, or keep it.",
  action: ({ text, until }) => `${text} ${until === "" ? "" : `(${until})`}`.trim(),
  sign: ({ item, role }) => `${quoted(item)} waits for a signature by ${role}.`,
  incoming: ({ who, to, at }) =>
    `${who} will hand it to ${to}${at && `, about ${at}`}. Nothing to do yet but read and ask.`,
}

export const inbox = {
  title: "Needs me",
  open: (count: number) => (count === 0 ? "Needs me: nothing" : `Needs me: ${plural(count, "thing", "things")}`),
  pageTitle: (count: number, title: string) => (count === 0 ? title : `(${count}) ${title}`),
  count: (count: number) => (count > 99 ? "99+" : String(count)),
  emptyTitle: "Nothing waits for you",
  empty:
    "Offers to you and your roles, questions, returns and signatures that you are asked for appear here by themselves.",
  viewer: "You can look at this board, so nothing is handed to you here.",
  loading: "Looking up what waits for you…",
  stale: "Not connected: this is how it was when the connection was last there.",
  groups: GROUPS,
  sentence: (kind: NeedKind, asked: Asked): string => SENTENCES[kind](asked),
  you: "you",
  followed: (title: string, sentence: string) => `${quoted(title)}: ${sentence}`,
  followedNotice: "A handoff that you follow",
  noCard: "Agreed in a huddle",
  goneItem: "an item that is not there any more",
  waiting: (span: string) => `waits ${span}`,
  hint: "↑ ↓ to step, Enter opens the card",

  // Telling somebody who looks elsewhere
  notices: "Notices from this browser",
  askNotices: "Tell me while I look elsewhere",
  noticesOn: "On: new things that need you are shown while this tab is in the background.",
  noticesOff: "Off.",
  turnOff: "Turn off",
  noticesDenied:
    "This browser was told not to show notices from here. Allow them in the browser’s settings for this site.",
  noticesUnsupported: "This browser, or this address, cannot show notices (they need https).",
  askedAway: "The browser did not answer yes, so nothing will be shown.",
  withWords: "Show card titles in notices",
  withWordsHint: "They may appear on a locked screen.",
  notice: (kind: NeedKind) => GROUPS[kind],
  noticeMany: (count: number) => `${count} things need you`,
  noticeBody: "Open the board to see it.",
}

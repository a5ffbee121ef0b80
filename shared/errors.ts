/**
 * Every way in which the product says no, in one table: the code that programs match, the HTTP status, the WebSocket
 * close code where the connection ends (44xx mirrors HTTP), and whether asking again may help.
 * The sentences people read live in the client's words; `detail` is the English fallback for API users.
 */
export interface ErrorSpec {
  readonly status: number
  readonly close?: number
  readonly retry: boolean
  readonly detail: string
}

export const ERRORS = {
  "bad-request": {
    status: 400,
    close: 4400,
    retry: false,
    detail: "The request is not of the form that this address takes.",
  },
  "malformed-frame": {
    status: 400,
    close: 4400,
    retry: false,
    detail: "A message on the socket could not be decoded.",
  },
  "invalid-update": { status: 400, close: 4400, retry: false, detail: "A document update breaks the document's form." },
  "update-gap": {
    status: 400,
    close: 4409,
    retry: true,
    detail: "A document update builds on one that the relay does not have. Sync again.",
  },
  "foreign-client-id": {
    status: 403,
    close: 4403,
    retry: false,
    detail: "A document update writes under somebody else's client id.",
  },
  unauthenticated: { status: 401, close: 4401, retry: false, detail: "Sign in first." },
  "wrong-credentials": { status: 401, retry: false, detail: "The name and password do not belong together." },
  "wrong-pin": { status: 403, retry: false, detail: "That is not this person's PIN." },
  "pin-locked": {
    status: 429,
    retry: true,
    detail: "Too many wrong PINs, so this person's PIN is locked for a while. They can confirm on their own phone.",
  },
  "weak-pin": { status: 400, retry: false, detail: "That PIN is guessed too easily." },
  "bad-origin": { status: 403, retry: false, detail: "Requests from this origin are not accepted." },
  forbidden: { status: 403, close: 4403, retry: false, detail: "Your role on this board does not allow that." },
  revoked: { status: 403, close: 4403, retry: false, detail: "Your access to this board has ended." },
  "not-found": {
    status: 404,
    close: 4404,
    retry: false,
    detail: "There is no such thing here, or it is not yours to see.",
  },
  conflict: { status: 409, retry: true, detail: "Somebody changed this in the meantime. Load it again." },
  refused: { status: 409, retry: false, detail: "A rule of the board refuses this." },
  gone: { status: 410, retry: false, detail: "This link has expired or has been used." },
  "too-large": { status: 413, close: 1009, retry: false, detail: "That is larger than this address takes." },
  "not-an-import": { status: 422, retry: false, detail: "The file is not what it claims to be." },
  "too-many": { status: 429, close: 4429, retry: true, detail: "Too much in too short a time. Wait a moment." },
  "slow-reader": {
    status: 429,
    close: 4408,
    retry: true,
    detail: "The connection reads too slowly; it was closed to protect the others.",
  },
  "mail-not-taken": {
    status: 502,
    retry: true,
    detail: "The mail server did not take the message. Try again in a while.",
  },
  internal: {
    status: 500,
    close: 1011,
    retry: true,
    detail: "Something broke on our side. Nothing that was saved is lost.",
  },
  "read-only": { status: 503, retry: true, detail: "The board cannot be saved at the moment, so it is read-only." },
  draining: { status: 503, close: 1012, retry: true, detail: "The server restarts. Reconnect in a moment." },
  "room-reloaded": {
    status: 503,
    close: 4503,
    retry: true,
    detail: "The board was loaded again from the store. Reconnect.",
  },
} as const satisfies Record<string, ErrorSpec>

export type ErrorCode = keyof typeof ERRORS

/** A rule's no: which rule, and the words of what to do. `data` names the things that the sentence speaks of. */
export interface Refusal {
  readonly rule: RuleId
  readonly data?: Readonly<Record<string, string | number | readonly string[]>>
}

/**
 * The rules of the board by id (RULES.md has a line each). The referee and the honest client judge with the same ids.
 * E: edits of the document, H: handoffs, G: gates, C: comments, P: permissions, U: huddles, D: what the store has lost.
 */
export const RULES = {
  P1: "Your role on this board is read-only.",
  P2: "Only a lead may change lanes, labels, fields and settings.",
  D1: "Stored records of this board cannot be read, so nothing on it can be changed until they are brought back.",
  D2: "What it was cannot be read any more: its stored record is damaged.",
  E1: "The value is not of the form that this field takes.",
  E2: "The board knows no such field.",
  E3: "Cards and lanes are archived, never deleted.",
  E4: "The board has reached its limit of live cards.",
  E5: "The board has reached its limit of lanes.",
  E6: "The card has reached its limit of checklist items.",
  E7: "Only the relay may change this.",
  E8: "Somebody moved the card to another lane meanwhile.",
  E9: "Somebody saved another version of this template meanwhile.",
  E10: "The sheet has reached its limit of lines.",
  E11: "A line that was carried here is taken off with a reason.",
  E12: "What it is done by is ticked by whoever has it, the card's crew or a lead, while it is theirs.",
  C1: "A comment needs words.",
  C2: "Only its author or a lead may remove a comment.",
  C3: "There is no such card on this board.",
  S1: "Signing takes that crew role and your own name.",
  S2: "There is no such item on this card's checklists, or it does not ask for that role.",
  G1: "Checks that this lane asks for are not signed yet.",
  G2: "Fields that this lane asks for are empty.",
  G3: "The next lane is full.",
  G4: "This lane is left by an accepted handoff only.",
  G5: "New cards begin before the first gate, or in its lane; a lead may put one behind it.",
  H3: "The card is in another handoff already.",
  H4: "Somebody else accepted it first.",
  H5: "It has been accepted already. Ask the receiver to send it back.",
  H6: "That is not yours to do in this handoff.",
  H7: "Fields that the receiver needs are empty.",
  H8: "The brief has changed since you read it.",
  H9: "The read-back is not complete.",
  H10: "The handoff is at a point where that cannot be done.",
  H11: "Nobody accepts what they offered themselves.",
  H12: "A reason is needed.",
  H13: "There is no such handoff.",
  H14: "Whoever did the work does not verify it.",
  H15: "The time for that is over; hand it over anew.",
  H16: "Nobody on this board can accept that.",
  H17: "The card is being handed over. Withdraw or cancel that first.",
  H18: "The card has gone on without this handoff.",
  H19: "Something that it is done by is not ticked.",
  H20: "What the template asks of whoever accepts is not answered.",
  H21: "A program hands over only what a person is accountable for.",
  U1: "A huddle is running already.",
  U2: "Only whoever drives the huddle does that.",
  U3: "The huddle has gone on to another step.",
  U4: "That huddle is not running.",
  U5: "Somebody else drives the huddle now.",
  U6: "Words, a person or a time are missing.",
  U7: "Nobody of that name can drive the huddle.",
  U8: "The huddle has no such step or role.",
  U9: "There is no such open action.",
  U10: "The huddle has reached its limit of decisions, actions or cards.",
  H1: "Somebody else is accountable already.",
  H2: "Only the accountable person or a lead may put the card down.",
} as const satisfies Record<string, string>

export type RuleId = keyof typeof RULES

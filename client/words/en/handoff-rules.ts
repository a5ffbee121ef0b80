/** What a refusal of a promise means for the person who asked: why not, and what to do now. */
import type { RuleId } from "../../../shared/errors.ts"
import { handoff } from "./handoff.ts"

/** The names that a sentence may speak of; each may be missing. */
export interface RuleNames {
  readonly person?: string
  readonly to?: string
  readonly fields?: readonly string[]
  readonly notOptions?: readonly string[]
  readonly actions?: readonly string[]
  readonly texts?: readonly string[]
  readonly role?: string
  readonly lane?: string
  readonly why?: string
}

const somebody = "Somebody else"
const list = (names: readonly string[] | undefined) => (names ?? []).map((name) => `“${name}”`).join(", ")

/** What stands at the head of every sheet is named by its key, the fields of a template by their label. */
const HEAD_FIELDS: Readonly<Record<string, string>> = { to: handoff.to, next: handoff.next }

type Sentence = (names: RuleNames) => string

export const handoffRules: Readonly<Partial<Record<RuleId, Sentence>>> = {
  P1: () => "You can read this board, but not change it.",
  C3: () => "This card is not on the board any more.",
  E8: ({ person, lane }) => `${person ?? somebody} moved the card${lane ? ` to ${lane}` : ""} meanwhile.`,
  S1: ({ role }) => `Only people in the role ${role ?? "that is asked for"} sign this. Ask one of them.`,
  S2: () => "That item is gone, or it does not ask for this role any more.",
  G1: ({ texts }) => `Not signed yet: ${list(texts)}. Ask for the signatures first.`,
  G2: ({ fields }) => `Fill these first: ${(fields ?? []).join(", ")}.`,
  G3: ({ lane }) => `${lane ?? "The next lane"} is full. Finish something there first.`,
  G5: ({ lane }) =>
    `New cards begin ${lane ? `in ${lane} or before it` : "before the first gate"}. A lead may put one further on.`,
  G4: () => "This lane is left by an accepted handoff. Hand the card over instead of moving it.",
  H1: ({ person }) => `${person ?? somebody} is accountable for this card. Ask them to hand it over.`,
  H2: () => "Only the accountable person or a lead may put it down.",
  H3: ({ person, to }) =>
    `Already offered${to ? ` to ${to}` : ""}${person ? ` by ${person}` : ""}. Your draft is kept; offer it when that one is over.`,
  H4: ({ person }) => `${person ?? somebody} accepted it first.`,
  H5: ({ person }) => `${person ?? somebody} has accepted it already. Ask them to send it back.`,
  H6: () => "That step belongs to somebody else in this handoff.",
  H7: ({ fields, notOptions }) =>
    `Fill these in first: ${(fields ?? [])
      .map((field) => (notOptions?.includes(field) ? handoff.withoutOption(field) : (HEAD_FIELDS[field] ?? field)))
      .join(", ")}.`,
  H8: () => "The brief changed since you read it. Look at the differences; your words are kept.",
  H9: ({ why, actions }) =>
    why === "unticked"
      ? `Tick what you take on: ${list(actions)}.`
      : why === "a-copy"
        ? "That is a copy of the brief. Say it in your own words."
        : why === "corrected"
          ? "The read-back was corrected: read it back again first."
          : "The read-back is too short: say what you have and what you do first.",
  H10: () => "The handoff has moved on, so that step is not open any more. Look at where it stands now.",
  H11: () => "You offered it, so somebody else has to accept it.",
  H12: () => "Say why, in a few words.",
  H13: () => "This handoff is not here any more, or its template is gone.",
  H14: () => "You did the work, so somebody else verifies it.",
  H15: () => "The window for that is over. Prepare a new handoff instead.",
  H16: () => "Nobody on this board can accept that. Choose another receiver.",
  H17: () => "The card is being handed over. Withdraw or cancel that first.",
  U1: ({ person }) => `${person ?? somebody} runs a huddle already. Follow it.`,
  U2: ({ person }) => (person ? `${person} is driving. Take the wheel first.` : "Nobody drives. Take the wheel first."),
  U4: () => "That huddle is over.",
  U5: ({ person }) => (person ? `${person} has the wheel now.` : "The wheel is free now."),
  U7: () => "That person cannot drive on this board.",
  U8: () => "That step or role is not there any more.",
  U9: ({ person }) => (person ? `${person} has ended that action already.` : "That action has ended already."),
  U10: () => "One more does not fit in. Settle what is open, or close this huddle and start another.",
  H19: ({ texts }) => `Not ticked yet: ${list(texts)}. Tick it, or say why it does not apply.`,
  H20: ({ why, fields }) =>
    why === "not-an-option"
      ? `Choose one of the answers that are given: ${list(fields)}.`
      : why === "unknown"
        ? "That is not asked for here any more. Open the card again and accept it there."
        : `Answer this before you accept: ${list(fields)}.`,
  H21: () => "A program hands over only what a person is accountable for. Somebody takes the card first.",
  H18: () => "The card has gone on without this handoff. Look at the newest one.",
}

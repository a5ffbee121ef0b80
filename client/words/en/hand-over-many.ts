/** Words of handing over several cards at once: a shift, a lane, whatever the filter shows. */
import { plural } from "../plural.ts"

const cards = (count: number) => plural(count, "card", "cards")

export const handOverMany = {
  mine: "Hand over my shift…",
  lane: "Hand over this lane…",
  shown: (count: number) => `Hand over ${cards(count)}…`,
  titles: {
    mine: "Hand over my shift",
    lane: (lane: string) => `Hand over ${lane}`,
    cards: "Hand over what the filter shows",
  },
  intro:
    "One receiver and one template for all. Each card gets its own sheet: complete sheets are offered, and a card with something missing stays here and says what.",
  emptyTitle: "Nothing to hand over",
  empty: {
    mine: "You are accountable for no card on this board.",
    lane: "No card of this lane is yours to hand over.",
    cards: "None of the cards that the filter shows is yours to hand over.",
  },
  to: "To whom, for all",
  template: "Template for new sheets",
  prepare: (count: number) => `Prepare ${cards(count)}`,
  list: "Cards to hand over",
  take: (title: string) => `Hand over “${title}”`,
  fill: "Fill it in",
  fillOf: (title: string) => `Fill in the sheet of “${title}”`,
  fold: "Fold it up",
  open: "Open the card",

  /** What stands beside a card. */
  none: "No sheet yet",
  ready: "Ready",
  held: (todo: readonly string[]) => `Held: ${todo.join(", ")}`,
  left: "Stays with you",
  offered: (to: string) => `Offered to ${to}`,
  accepted: (name: string) => `${name} has accepted`,
  inTheWay: (by: string, to: string) => `Already offered to ${to} by ${by}`,
  asking: "Offering…",
  loading: "Getting the sheet…",
  unknownTemplate: "Its template is not on this board any more",

  /** One thing to do for each hole. */
  todo: {
    to: "choose to whom",
    "if-then": "add one if/then",
    actions: (label: string) => `add an action under “${label}”`,
    checks: (label: string) => `add a check under “${label}”`,
    references: (label: string) => `add a reference under “${label}”`,
    finish: (label: string) => `finish the line under “${label}”`,
    choose: (label: string) => `choose “${label}”`,
    fill: (label: string) => `fill in “${label}”`,
    orNone: (what: string) => `${what}, or say none`,
  },

  offerAll: "Offer all",
  readyCount: (ready: number, held: number) =>
    held === 0 ? `${cards(ready)} ready` : `${cards(ready)} ready, ${held} held`,
  progress: (done: number, of: number) => `Offering: ${done} of ${of} answered`,
  queued: "You are offline: they are asked when you are connected again, and count only then.",
  result: (offered: number) => (offered === 0 ? "Nothing was offered." : `${cards(offered)} offered.`),
  heldOne: (title: string, todo: readonly string[]) => `${title}: ${todo.join(", ")}`,
  refusedOne: (title: string, why: string) => `${title}: ${why}`,
  accountable: "You stay accountable for each card until somebody has accepted it.",
  resultLabel: "What became of it",

  acceptNow: "Accept",
}

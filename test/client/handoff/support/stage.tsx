/** A board with a card, a crew of three and the product's own rules; and what a person does to hand the card over. */

import { useCardLedger } from "../../../../client/card/activity/useCardLedger.ts"
import { CardLedgerContext } from "../../../../client/card/card-entries.ts"
import { HandoffSection } from "../../../../client/handoff/HandoffSection.tsx"
import { textIdOf } from "../../../../shared/handoff/sheet.ts"
import { FOUR_W } from "../../../../shared/handoff/templates/four-w.ts"
import type { Registers } from "../../../../shared/model/board-view.ts"
import type { Severity } from "../../../../shared/model/card.ts"
import type { Person } from "../../../../shared/wire/http.ts"
import { doing, serve, show } from "../../card/support/show.tsx"
import { type FakeBoard, type FakeSession, fakeSession } from "../../support/fake-session.ts"

export const CREW: readonly Person[] = [
  { actor: "user:me", name: "Ada", role: "lead", crewRoles: ["dev"] },
  { actor: "user:bo", name: "Bo", role: "member", crewRoles: ["tester"] },
  { actor: "user:ana", name: "Ana", role: "member", crewRoles: ["tester"] },
]

export const STAGE = {
  meta: { version: 1, name: "Team", "r:dev": { name: "Developer" }, "r:tester": { name: "Tester" } },
  lanes: {
    dev: { name: "Develop", rank: "a1", kind: "active" },
    test: { name: "Test", rank: "a2", kind: "active", crew: ["tester"] },
  },
  cards: {
    card: {
      place: ["dev", "a1"],
      title: "Guest checkout",
      next: "Try the error states",
      severity: "routine",
      "k:pr": { system: "GitHub", id: "42", url: "https://example.org/pr/42" },
    },
  },
  crew: CREW,
} satisfies FakeBoard

export function stage(board: FakeBoard = {}): FakeSession {
  const session = fakeSession({ ...STAGE, ...board })
  serve({ people: CREW, entries: session.relay!.entries })
  return session
}

/** The person at this browser from now on. */
export const signIn = (session: FakeSession, actor: string) =>
  doing(() => {
    const person = CREW.find((one) => one.actor === actor)!
    session.me.set({ actor, name: person.name, role: person.role ?? "viewer" })
  })

function Panel() {
  return (
    <CardLedgerContext value={useCardLedger("card")}>
      <HandoffSection cardId="card" />
    </CardLedgerContext>
  )
}

export async function openPanel(session: FakeSession): Promise<HTMLElement> {
  const place = await show(session, <Panel />)
  await doing(() => new Promise((resolve) => setTimeout(resolve)))
  return place
}

interface Offer {
  readonly severity?: Severity
  readonly to?: { readonly kind: "person" | "role" | "lane"; readonly id: string }
  readonly from?: string
  /** Another template than the default, with what its sheet says. */
  readonly sheet?: { readonly template: string; readonly registers: Registers; readonly texts: readonly string[] }
}

/** A worry that needs somebody’s decision: whoever accepts says which. */
export const SBAR_SHEET: NonNullable<Offer["sheet"]> = {
  template: "sbar@1",
  registers: { next: "Ring the bank", "f:request": "Decide", "f:by_when": "2026-11-25T08:00:00.000Z" },
  texts: ["situation", "background", "assessment"],
}

export const WHAT = "The payment form is merged and deployed to staging under build 1204."

/** A whole offer, made by somebody without a screen. */
export function offered(
  session: FakeSession,
  { severity = "routine", to, from = "user:me", sheet }: Offer = {},
): string {
  const handoff = "h1"
  const target = to ?? { kind: "role", id: "tester" }
  session.remote(
    [
      {
        kind: "created",
        root: "sheets",
        id: handoff,
        value: {
          card: "card",
          template: sheet?.template ?? "four-w@1",
          severity,
          to: { ...target },
          next: "Try the error states",
          ...sheet?.registers,
          "f:who": ["Ada"],
          "i:c1": { field: "done_when", rank: "a", text: "All error states are seen" },
          "f:when": "Friday",
          // biome-ignore lint/suspicious/noThenProperty: the word that people read
          "f:watch_out": [{ id: "w1", if: "the gateway times out", then: "roll back", who: "user:me" }],
        },
      },
    ],
    from,
  )
  session.writeText(textIdOf(handoff, "what"), WHAT)
  session.writeText(textIdOf(handoff, "why"), "Guests leave at the login wall.")
  for (const key of sheet?.texts ?? []) session.writeText(textIdOf(handoff, key), `All about the ${key}.`)
  session.relay!.ask(
    { kind: "handoff.create", handoff, card: "card", template: sheet?.template ?? `${FOUR_W.id}@1` },
    from,
  )
  const answer = session.relay!.ask({ kind: "handoff.offer", handoff }, from)
  if (!answer.ok) throw new Error(`no offer: ${JSON.stringify(answer)}`)
  return handoff
}

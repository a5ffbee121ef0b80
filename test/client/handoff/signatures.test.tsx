// @vitest-environment happy-dom
import { describe, expect, it } from "vitest"
import { useCardLedger } from "../../../client/card/activity/useCardLedger.ts"
import { CardLedgerContext } from "../../../client/card/card-entries.ts"
import { Signatures } from "../../../client/handoff/Signatures.tsx"
import { useCardRegisters } from "../../../client/hooks/useCards.ts"
import { checklistsOf } from "../../../shared/model/card.ts"
import { button, doing, press, show } from "../card/support/show.tsx"
import { STAGE, signIn, stage } from "./support/stage.tsx"

const CHECK = { list: "list", text: "error states", rank: "a1", roles: ["tester"] }

function Item() {
  const check = checklistsOf(useCardRegisters("card") ?? {}).flatMap(({ checks }) => checks)[0]
  return (
    <CardLedgerContext value={useCardLedger("card")}>
      {check && <Signatures cardId="card" check={check} />}
    </CardLedgerContext>
  )
}

async function open() {
  const card = { ...STAGE.cards.card, "h:list": { name: "Ready", rank: "a1" }, "c:errors": CHECK }
  const session = stage({ cards: { card: { ...card, "r:tester": { person: "user:bo" } } } })
  await show(session, <Item />)
  await doing(() => new Promise((resolve) => setTimeout(resolve)))
  return session
}
const page = () => document.body.textContent ?? ""

describe("signatures", () => {
  it("are asked for from the person of that role, and given only by the role", async () => {
    const session = await open()
    expect(() => button("Sign as Tester")).toThrow()
    await press("Ask Bo to sign")
    expect(page()).toContain("Bo was asked")
    await signIn(session, "user:bo")
    await press("Sign as Tester")
    expect(session.model.promise("card")?.signatures.errors?.[0]).toMatchObject({ by: "user:bo", role: "tester" })
    expect(page()).toContain("Bo, Tester")
  })

  it("are taken off by whoever gave them", async () => {
    const session = await open()
    await signIn(session, "user:bo")
    await press("Sign as Tester")
    await press("Take my name off")
    expect(session.model.promise("card")?.signatures).toEqual({})
  })

  it("fall with the words that were signed, and say so", async () => {
    const session = await open()
    await doing(() =>
      session.relay!.ask({ kind: "check.sign", card: "card", check: "errors", role: "tester" }, "user:bo"),
    )
    expect(page()).toContain("Bo, Tester")
    await doing(() =>
      session.remote([
        { kind: "set", root: "cards", id: "card", key: "c:errors", from: CHECK, to: { ...CHECK, text: "all states" } },
      ]),
    )
    expect(page()).toContain("so the signatures were taken off")
  })
})

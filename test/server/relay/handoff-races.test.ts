import { describe, expect, it } from "vitest"
import { accept, READ_BACK, Stage, sheetOn, stageParts, TESTERS } from "./handoff-stage.ts"

const H = "h-card-1"

describe("two who want the same", () => {
  it("[C1] gives each of 200 offers to exactly one of two who accept at once, and tells the other who has it", async () => {
    const cards = Array.from({ length: 200 }, (_, i) => `card-${i}`)
    const stage = await Stage.open({ seed: stageParts(cards), inMemory: true })
    const [bo, raj] = [await stage.person("bo"), await stage.person("raj")]
    let firsts = 0
    for (const card of cards) {
      const offered = await stage.offer("ana", card, TESTERS)
      expect(offered).toMatchObject({ ok: true })
      const both = Math.random() < 0.5 ? [bo, raj] : [raj, bo]
      const answers = await Promise.all(both.map((person) => person.ask(accept(`h-${card}`))))
      const won = answers.findIndex(({ ok }) => ok)
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
      expect(answers[1 - won]).toMatchObject({
        ...{ ok: false, rule: "H4" },
        data: { state: "accepted", person: both[won]!.actor },
      })
      expect((await stage.promises()).cards[card]?.accountable).toBe(both[won]!.actor)
      if (both[won] === bo) firsts++
    }
    expect(await stage.entries("handoff.accepted")).toHaveLength(200)
    // Each loser is on record once, against the acceptance that counted.
    const lines = await stage.entries("promise.superseded")
    const acceptances = await stage.entries("handoff.accepted")
    expect(lines.map(({ cause }) => Number(cause))).toEqual(acceptances.map(({ seq }) => seq))
    for (const [i, line] of lines.entries()) {
      const [won, lost] = acceptances[i]!.actor === bo.actor ? [bo, raj] : [raj, bo]
      expect(line).toMatchObject({ actor: lost.actor, card: acceptances[i]!.card, data: { rule: "H4" } })
      expect(line.data?.against).toEqual({ kind: "handoff.accepted", by: won.actor, at: acceptances[i]!.at })
    }
    // Neither of them always wins, or this would be no race.
    expect(firsts).toBeGreaterThan(20)
    expect(firsts).toBeLessThan(180)
  }, 60_000)

  it("[C2] says yes again to the same person, from another tab or by a double tap, and records it once", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS)
    const [bo, tab] = [await stage.person("bo"), await stage.person("bo")]
    const answers = await Promise.all([
      bo.ask(accept(H), "same-command-1"),
      bo.ask(accept(H), "same-command-1"),
      tab.ask(accept(H)),
    ])
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(await stage.entries("handoff.accepted")).toHaveLength(1)
  })

  it("[C3] lets a withdrawal that came first stand, and an acceptance that came first", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS)
    await stage.offer("ana", "card-2", TESTERS)
    const [ana, bo] = [await stage.person("ana"), await stage.person("bo")]
    const withdraw = (handoff: string) => ({ kind: "handoff.withdraw", handoff, reason: "Not needed" }) as const
    expect(await bo.ask(accept(H))).toMatchObject({ ok: true })
    expect(await ana.ask(withdraw(H))).toMatchObject({ ok: false, rule: "H5", data: { person: "user:bo" } })
    expect(await ana.ask(withdraw("h-card-2"))).toMatchObject({ ok: true })
    expect(await bo.ask(accept("h-card-2"))).toMatchObject({
      ...{ ok: false, rule: "H10" },
      data: { state: "withdrawn", person: "user:ana" },
    })
    expect(await stage.bothLines()).toEqual([
      ["handoff.accepted", "user:bo", "handoff.withdraw", "user:ana"],
      ["handoff.withdrawn", "user:ana", "handoff.accept", "user:bo"],
    ])
  })

  it("[C10] opens one of two offers of the same card; the draft of the other is kept", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS)
    const second = await stage.offer("dev", "card-1", { kind: "lane", id: "done" }, {}, "h-other")
    expect(second).toMatchObject({
      ...{ ok: false, rule: "H3" },
      data: { handoff: H, person: "user:ana", to: "role:test" },
    })
    expect((await stage.promises()).handoffs["h-other"]).toMatchObject({ state: "draft" })
    expect(await stage.bothLines()).toEqual([["handoff.offered", "user:ana", "handoff.offer", "user:dev"]])
  })

  it("[C18] opens nothing again that is closed", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS)
    const [ana, bo] = [await stage.person("ana"), await stage.person("bo")]
    await bo.ask(accept(H))
    await bo.ask({ kind: "handoff.finish", handoff: H })
    await ana.ask({ kind: "handoff.verify", handoff: H })
    const before = await stage.promises()
    for (const late of [
      accept(H),
      { kind: "handoff.see", handoff: H },
      { kind: "handoff.finish", handoff: H },
      { kind: "handoff.decline", handoff: H, reason: "late" },
    ] as const)
      await bo.ask(late)
    expect((await stage.promises()).handoffs[H]).toEqual(before.handoffs[H])
    // It was Bo's own handoff: nothing was lost against anybody.
    expect(await stage.bothLines()).toEqual([])
    const raj = await stage.person("raj")
    expect(await raj.ask(accept(H))).toMatchObject({ ok: false, rule: "H4" })
    expect((await stage.promises()).handoffs[H]).toEqual(before.handoffs[H])
    expect(await stage.bothLines()).toEqual([["handoff.accepted", "user:bo", "handoff.accept", "user:raj"]])
  })

  it("[H6] refuses what is the relay's alone to anybody else", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS)
    const lea = await stage.person("lea", "lead")
    stage.pass(60 * 60_000 * 3)
    expect(await lea.ask({ kind: "handoff.expire", handoff: H, level: 1 })).toMatchObject({ ok: false, rule: "H6" })
  })
})

describe("a brief that changes while it is read", () => {
  it("[C4] is accepted only in the version that was read: the change counts it on, one tap confirms", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS, { severity: "watch", "f:watch_out": fallBack })
    const [ana, bo] = [await stage.person("ana"), await stage.person("bo")]
    sheetOn(ana.client.doc, H).set("f:when", "Thursday, not Friday")
    await ana.client.allSaved()
    const tried = await bo.ask({ ...accept(H), readBack: READ_BACK })
    expect(tried).toMatchObject({ ok: false, rule: "H8", data: { read: 1, version: 2 } })
    expect(await stage.bothLines()).toEqual([["sheet.edited", "user:ana", "handoff.accept", "user:bo"]])
    expect(await bo.ask({ ...accept(H, 2), readBack: READ_BACK })).toMatchObject({ ok: true })
    expect(await stage.entries("sheet.edited")).toEqual([
      expect.objectContaining({
        ...{ actor: "user:ana", card: "card-1", key: "f:when", from: "Friday", to: "Thursday, not Friday" },
        data: { handoff: H, sheet: H, material: true, version: 2 },
      }),
    ])
  })

  it("[C5] only wears a badge when it changes after the acceptance", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS)
    const [ana, bo] = [await stage.person("ana"), await stage.person("bo")]
    await bo.ask(accept(H))
    sheetOn(ana.client.doc, H).set("f:when", "Thursday")
    await ana.client.allSaved()
    expect((await stage.promises()).handoffs[H]).toMatchObject({ state: "accepted", changedSince: "material" })
  })

  it("does not count on while it is a draft", async () => {
    const stage = await Stage.open()
    await stage.draft("ana", "card-1", TESTERS)
    const ana = await stage.person("ana")
    sheetOn(ana.client.doc, H).set("f:when", "Thursday")
    await ana.client.allSaved()
    expect((await stage.promises()).handoffs[H]).toMatchObject({ state: "draft", version: 0 })
  })
})

describe("an acceptance that was made offline", () => {
  const late = { ...accept(H), claimedAt: 1_000_500 }

  it("[C6] counts from when the relay has it, also after the time ran out; both times are on record", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS)
    stage.pass(5 * 60 * 60_000)
    const bo = await stage.person("bo")
    await bo.client.until(() => true)
    expect(await bo.ask(late, "queued-command")).toMatchObject({ ok: true })
    const [accepted] = await stage.entries("handoff.accepted")
    expect(accepted).toMatchObject({ at: stage.now, data: { claimedAt: 1_000_500 } })
    expect((await stage.promises()).cards["card-1"]).toMatchObject({
      ...{ accountable: "user:bo", accountableSince: stage.now },
    })
    // The line broke before the answer: the same command comes again, after a restart too.
    await stage.restart()
    const back = await stage.person("bo")
    expect(await back.ask(late, "queued-command")).toMatchObject({ ok: true, seq: accepted?.seq })
    expect(await stage.entries("handoff.accepted")).toHaveLength(1)
    expect(await stage.bothLines()).toEqual([])
  })

  it("[C7] comes second when somebody else accepted meanwhile", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS)
    await stage.ask("raj", accept(H))
    const bo = await stage.person("bo")
    const no = await bo.ask(late, "queued-command")
    expect(no).toMatchObject({ ok: false, rule: "H4", data: { person: "user:raj" } })
    const [line] = await stage.entries("promise.superseded")
    expect(line).toMatchObject({ at: stage.now, data: { claimedAt: 1_000_500 } })
    // The line broke before the answer: the same command comes again, after a restart too.
    await stage.restart()
    const back = await stage.person("bo")
    expect(await back.ask(late, "queued-command")).toEqual({ ...no, seq: line?.seq })
    expect(await stage.bothLines()).toEqual([["handoff.accepted", "user:raj", "handoff.accept", "user:bo"]])
  })

  it("[C8] is void when it was withdrawn, or when the brief changed", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS)
    await stage.offer("ana", "card-2", TESTERS)
    const ana = await stage.person("ana")
    await ana.ask({ kind: "handoff.withdraw", handoff: H, reason: "Done already" })
    sheetOn(ana.client.doc, "h-card-2").set("next", "Close the branch")
    await ana.client.allSaved()
    const bo = await stage.person("bo")
    expect(await bo.ask(late)).toMatchObject({ ok: false, rule: "H10", data: { state: "withdrawn" } })
    expect(await bo.ask({ ...late, handoff: "h-card-2" })).toMatchObject({ ok: false, rule: "H8" })
    expect(await stage.bothLines()).toEqual([
      ["handoff.withdrawn", "user:ana", "handoff.accept", "user:bo"],
      ["sheet.edited", "user:ana", "handoff.accept", "user:bo"],
    ])
  })
})

// biome-ignore lint/suspicious/noThenProperty: a line of an if-then field has a part of that name
const fallBack = [{ if: "payments fail", then: "switch it off", who: "Dev" }]

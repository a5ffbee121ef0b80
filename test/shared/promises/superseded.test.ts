/** Of two promises that exclude each other the second leaves a line too, and nothing else does. */
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import type { Entry } from "../../../shared/model/entry.ts"
import { LOSSES } from "../../../shared/promises/superseded.ts"
import { SUPERSEDED } from "../../../shared/promises/superseded-line.ts"
import { type Ask, acceptOf, Desk, type Name, TESTERS, to } from "../handoff/desk.ts"

const about = { handoff: "h1" } as const
const because = { ...about, reason: "because" }

const offered = (target = TESTERS) => {
  const desk = new Desk("c1", "c2")
  desk.offer("ana", target)
  return desk
}
const accepted = (by: Name = "bo", target = TESTERS) => {
  const desk = offered(target)
  desk.accept(by)
  return desk
}
const done = () => {
  const desk = accepted()
  desk.finish("bo")
  return desk
}
const lines = (desk: Desk): readonly Entry[] => desk.ledger.filter(({ kind }) => kind === SUPERSEDED)
const acceptNow = (desk: Desk): Ask => acceptOf(desk.handoff())
const withdraw: Ask = { kind: "handoff.withdraw", ...because }
const cancel: Ask = { kind: "handoff.cancel", ...because }
const finish: Ask = { kind: "handoff.finish", ...about }
const acknowledge: Ask = { kind: "handoff.acknowledge", ...about }
const sendBack: Ask = { kind: "handoff.send-back", ...because }
const verify: Ask = { kind: "handoff.verify", ...about }
const offerOther: Ask = { kind: "handoff.offer", handoff: "h2" }
const take: Ask = { kind: "card.take", card: "c1" }
const reassign = (name: Name): Ask => ({ kind: "handoff.reassign", ...about, to: to(name) })

function expire(desk: Desk): Desk {
  desk.minutes(60 * 24)
  desk.must("system", { kind: "handoff.expire", ...about, level: 1 })
  return desk
}
/** Somebody does something, and the desk is handed on. */
const then = (desk: Desk, name: Name, ask: Ask): Desk => {
  desk.must(name, ask)
  return desk
}

describe("a promise that came too late", () => {
  it("leaves one line against each entry, also when it loses against them by turns", () => {
    const desk = new Desk("c1")
    desk.must("ana", take)
    const taken = desk.ledger.at(-1)!.seq
    expect(desk.rule("dev", take)).toBe("H1")
    desk.offer("ana", TESTERS)
    const announced = desk.ledger.at(-1)!.seq
    expect(desk.rule("dev", take)).toBe("H3")
    desk.must("ana", withdraw)
    expect(desk.rule("dev", take)).toBe("H1")
    expect(lines(desk).map(({ cause }) => Number(cause))).toEqual([taken, announced])
  })

  it.each<readonly [string, () => Desk, Name, (desk: Desk) => Ask, string, string]>([
    ["[C1] an acceptance after another's", accepted, "raj", acceptNow, "H4", "handoff.accepted"],
    ["[C3] a withdrawal after the acceptance", accepted, "ana", () => withdraw, "H5", "handoff.accepted"],
    [
      "[C3] an acceptance after the withdrawal",
      () => then(offered(), "ana", withdraw),
      ...(["bo", acceptNow, "H10", "handoff.withdrawn"] as const),
    ],
    [
      "[C4] an acceptance of a brief that changed",
      () => {
        const desk = offered()
        desk.edit("ana", true)
        return desk
      },
      ...(["bo", (desk: Desk) => acceptOf(desk.handoff(), 1), "H8", "sheet.edited"] as const),
    ],
    [
      "[C8] an acceptance after the end",
      () => then(offered(), "lea", cancel),
      "bo",
      acceptNow,
      "H10",
      "handoff.cancelled",
    ],
    [
      "[C8] an acceptance after it was offered to somebody else",
      () => then(expire(offered(to("bo"))), "ana", reassign("raj")),
      ...(["bo", acceptNow, "H6", "handoff.reassigned"] as const),
    ],
    [
      "[C7] an acceptance after somebody else, to whom it had been offered anew, accepted",
      () => {
        const desk = then(expire(offered(to("bo"))), "ana", reassign("raj"))
        desk.accept("raj")
        return desk
      },
      ...(["bo", acceptNow, "H4", "handoff.accepted"] as const),
    ],
    [
      "an acceptance after the relay returned what nobody could accept",
      () => {
        const desk = offered(to("bo"))
        desk.gone.add("bo")
        desk.must("system", { kind: "handoff.return", ...because })
        return desk
      },
      ...(["bo", acceptNow, "H10", "handoff.returned"] as const),
    ],
    [
      "a second new offer after the first",
      () => then(expire(offered()), "ana", reassign("raj")),
      ...(["lea", () => reassign("bo"), "H10", "handoff.reassigned"] as const),
    ],
    [
      "[C10] an offer of a card that is offered already",
      () => {
        const desk = offered()
        desk.draft("dev", to("bo"), { id: "h2" })
        return desk
      },
      ...(["dev", () => offerOther, "H3", "handoff.offered"] as const),
    ],
    [
      "[C18] a word about changes of what was verified meanwhile",
      () => {
        const desk = done()
        desk.edit("ana", true)
        desk.promises.handoffs.h1!.changedSince = "material"
        return then(desk, "ana", verify)
      },
      ...(["bo", () => acknowledge, "H10", "handoff.verified"] as const),
    ],
    [
      "a verification after it was taken up again",
      () => then(done(), "lea", { kind: "handoff.recall", ...because }),
      ...(["ana", () => verify, "H10", "handoff.recalled"] as const),
    ],
    [
      "calling done what was ended",
      () => then(accepted(), "ana", cancel),
      "bo",
      () => finish,
      "H10",
      "handoff.cancelled",
    ],
    [
      "calling done what was taken over",
      () => then(accepted(), "lea", { kind: "handoff.take-over", ...because }),
      ...(["bo", () => finish, "H6", "handoff.taken-over"] as const),
    ],
    [
      "sending back what went on in another handoff",
      () => {
        const desk = accepted()
        desk.offer("lea", to("dev"), { id: "h2" })
        desk.accept("dev", "h2")
        return desk
      },
      ...(["bo", () => sendBack, "H18", "handoff.accepted"] as const),
    ],
    [
      "taking a card that somebody took",
      () => then(new Desk("c1"), "ana", take),
      ...(["bo", () => take, "H1", "card.taken"] as const),
    ],
    ["taking a card that is on its way", offered, ...(["dev", () => take, "H3", "handoff.offered"] as const)],
  ])("%s is on record with the entry that counted", (_, reached, name, askOf, rule, against) => {
    const desk = reached()
    const ask = askOf(desk)
    expect(desk.rule(name, ask)).toBe(rule)
    const counted = desk.ledger.findLast(({ kind }) => kind === against)!
    expect(lines(desk)).toEqual([
      expect.objectContaining({
        ...{ actor: name, card: "c1", cause: String(counted.seq) },
        data: expect.objectContaining({
          ...{ promise: ask.kind, rule },
          against: { kind: against, by: counted.actor, at: counted.at },
        }),
      }),
    ])
  })

  it.each<readonly [string, () => Desk, Name, (desk: Desk) => Ask, string]>([
    ["somebody for whom it never was", accepted, "dev", acceptNow, "H4"],
    ["the sender, who may not accept", accepted, "ana", acceptNow, "H4"],
    ["a member about somebody else's offer", accepted, "dev", () => withdraw, "H5"],
    [
      "whoever declined it themselves",
      () => {
        const desk = then(offered(), "raj", { kind: "handoff.decline", ...because })
        desk.accept("bo")
        return desk
      },
      ...(["raj", acceptNow, "H4"] as const),
    ],
    ["a step before its time", offered, "bo", () => finish, "H10"],
    ["what oneself has ended", () => then(offered(), "ana", cancel), "ana", () => withdraw, "H10"],
    ["a version that does not exist", offered, "bo", (desk) => acceptOf(desk.handoff(), 9), "H8"],
    ["no version at all", offered, "bo", (desk) => acceptOf(desk.handoff(), 0), "H8"],
    ["reading", accepted, "raj", () => ({ kind: "handoff.see", ...about }), "H10"],
    ["watching", () => then(offered(), "ana", withdraw), "dev", () => ({ kind: "handoff.watch", ...about }), "H10"],
    ["a role that only looks", accepted, "vic", acceptNow, "P1"],
    ["a rule of the board", accepted, "rule:r1@1", () => ({ kind: "handoff.offer", ...about }), "H10"],
    ["a handoff that does not exist", accepted, "bo", () => ({ ...acceptNow(offered()), handoff: "h9" }) as Ask, "H13"],
    [
      "one's own other offer of the card",
      () => {
        const desk = offered()
        desk.draft("ana", to("bo"), { id: "h2" })
        return desk
      },
      ...(["ana", () => offerOther, "H3"] as const),
    ],
  ])("is not %s: that leaves no line", (_, reached, name, askOf, rule) => {
    const desk = reached()
    expect(desk.rule(name, askOf(desk))).toBe(rule)
    expect(lines(desk)).toEqual([])
  })

  it("leaves one line, however often it is asked, and another one only against another entry", () => {
    const desk = accepted()
    for (let i = 0; i < 50; i++) desk.rule("raj", acceptNow(desk))
    for (let i = 0; i < 50; i++) desk.rule("ana", withdraw)
    expect(lines(desk).map(({ actor }) => actor)).toEqual(["raj", "ana"])
    desk.must("bo", sendBack)
    desk.must("ana", { kind: "handoff.offer", ...about })
    desk.accept("bo")
    desk.rule("raj", acceptNow(desk))
    expect(lines(desk).map(({ actor }) => actor)).toEqual(["raj", "ana", "raj"])
  })

  it("says when a device claims to have given it, and holds none of its words", () => {
    const desk = accepted()
    desk.say("raj", { ...(acceptNow(desk) as Ask & { kind: "handoff.accept" }), claimedAt: 5 })
    const [line] = lines(desk)
    expect(line?.data?.claimedAt).toBe(5)
    expect(JSON.stringify(line)).not.toContain("laboratory")
    expect(line).not.toHaveProperty("text")
  })

  it("moves nothing: whose the card is, when it was touched last, where the handoff stands", () => {
    const desk = accepted()
    const { touchedAt, accountable } = desk.card()
    const handoff = structuredClone(desk.handoff())
    desk.minutes(5)
    desk.rule("raj", acceptNow(desk))
    expect(lines(desk)).toHaveLength(1)
    expect(desk.card()).toMatchObject({ touchedAt, accountable })
    expect(desk.handoff()).toEqual(handoff)
  })

  it("is told in RULES.md, rule by rule", () => {
    const text = readFileSync(new URL("../../../shared/RULES.md", import.meta.url), "utf8")
    const told = text
      .split("\n")
      .flatMap((line) => /^- \*\*(\w+)\*\* against (.+)$/.exec(line)?.slice(1) ?? [])
      .map((cell) => cell.replace(/[.;]$/, ""))
    expect(told).toEqual(Object.entries(LOSSES).flatMap(([rule, { against }]) => [rule, against]))
  })
})

import { describe, expect, it } from "vitest"
import { HANDOFF_STATES, type HandoffState } from "../../../shared/handoff/handoff.ts"
import { actionsOpen, type HandoffAction, PARTIES, TRANSITIONS } from "../../../shared/handoff/transitions.ts"
import { NAMES, type Name } from "./desk.ts"
import { askOf, reach } from "./reach.ts"

const STATES = ["none", ...HANDOFF_STATES] as const

/** The table, written down a second time by hand: from · who · to · who is accountable then. A slip in one shows in the other. */
const PINNED: Readonly<Record<HandoffAction, string>> = {
  create: "none · member · draft · same",
  announce: "draft · sender · announced · sender",
  offer: "draft announced returned withdrawn · sender rule · offered · sender",
  see: "announced offered questioned expired · eligible · same · same",
  question: "announced offered questioned expired · eligible crew · questioned · same",
  answer: "questioned announced · sender crew · offered · same",
  change: "offered questioned expired announced accepted · sender crew member · same · same",
  accept: "offered questioned expired · eligible · accepted · actor",
  confirm: "accepted · sender lead crew · same · same",
  correct: "accepted · sender · same · same",
  "read-again": "accepted · receiver · same · same",
  add: "accepted done · sender · same · same",
  acknowledge: "accepted done · receiver · same · same",
  "back-up": "accepted done · member · same · same",
  watch: "offered questioned expired accepted done · member · same · same",
  "step-aside": "offered questioned expired accepted done · member · same · same",
  decline: "offered questioned expired · eligible · same · same",
  return: "offered questioned expired · eligible lead relay · returned · same",
  "send-back": "accepted · receiver · returned · sender",
  withdraw: "draft announced offered questioned expired · sender lead · withdrawn · same",
  expire: "offered questioned expired · relay · expired · same",
  remind: "accepted · relay · same · same",
  reassign: "expired questioned · sender lead · offered · same",
  "take-over": "draft announced offered questioned expired accepted · lead crew · accepted · actor",
  finish: "accepted · accountable · done · same",
  verify: "done · sender lead crew · verified · nobody",
  recall: "done verified · sender doer verifier lead · accepted · receiver",
  cancel: "draft announced offered questioned expired accepted returned withdrawn · sender lead · cancelled · nobody",
}
const NEED_A_REASON = "decline return send-back withdraw take-over recall cancel"
const ACTIONS = Object.keys(PINNED) as HandoffAction[]

describe("the table of transitions", () => {
  it.each(ACTIONS)("%s leads from where, by whom and to where it is pinned", (action) => {
    const { from, who, to, accountable } = TRANSITIONS[action]
    expect(`${from.join(" ")} · ${who.join(" ")} · ${to} · ${accountable}`).toBe(PINNED[action])
  })

  it("has no row that is not pinned, and asks for a reason where it should", () => {
    expect(Object.keys(TRANSITIONS).sort()).toEqual([...ACTIONS].sort())
    const reasons = ACTIONS.filter((action) => "needsReason" in TRANSITIONS[action])
    expect(reasons.join(" ")).toBe(NEED_A_REASON)
  })

  it("opens an action to a party in a state exactly when a pinned row says so", () => {
    for (const action of ACTIONS) {
      const [from, who] = PINNED[action].split(" · ").map((part) => part.split(" ")) as [string[], string[]]
      for (const state of STATES)
        for (const party of PARTIES)
          expect(actionsOpen(state, new Set([party])).includes(action), `${action} in ${state} by ${party}`).toBe(
            from.includes(state) && who.includes(party),
          )
    }
  })
})

/** Who of the people is what, when h1 stands in a state: ana sends to the testers; lea and dev are its crew; bo receives. */
function partsOf(name: Name, state: HandoffState | "none"): readonly string[] {
  const accepted = state === "accepted" || state === "done" || state === "verified"
  switch (name) {
    case "ana":
      return ["member", "sender", ...(accepted ? [] : ["accountable"]), ...(state === "verified" ? ["verifier"] : [])]
    case "bo":
      return ["member", "eligible", ...(accepted ? ["receiver", "accountable", "doer"] : [])]
    case "raj":
      return ["member", "eligible"]
    case "dev":
      return ["member", "crew"]
    case "lea":
      return ["member", "lead", "crew"]
    case "system":
      return ["relay"]
    case "rule:r1@1":
      return ["rule"]
    case "key:ci":
      return ["member", "lead", "rule"]
    default:
      return []
  }
}

describe("every action in every state by everybody", () => {
  const rows = ACTIONS.filter((action) => action !== "change").flatMap((action) =>
    STATES.map((state) => ({ action, state })),
  )
  it.each(rows)("$action in $state moves nothing unless its row lets that person", ({ action, state }) => {
    const [from, who] = PINNED[action].split(" · ").map((part) => part.split(" ")) as [string[], string[]]
    for (const name of NAMES) {
      const desk = reach(state)
      const said = desk.say(name, askOf(action as Exclude<HandoffAction, "change">, desk))
      const isMoved = said.ok && said.value.length > 0
      const mayMove = from.includes(state) && who.some((party) => partsOf(name, state).includes(party))
      if (!mayMove) expect(isMoved, `${action} in ${state} by ${name}`).toBe(false)
    }
  })
})

type Row = readonly [
  row: number,
  from: HandoffState | "none",
  action: HandoffAction,
  by: Name,
  to: HandoffState,
  accountable: Name | null,
]
const DOMAIN: readonly Row[] = [
  [1, "none", "create", "dev", "draft", null],
  [2, "draft", "announce", "ana", "announced", "ana"],
  [3, "draft", "offer", "ana", "offered", "ana"],
  [3, "announced", "offer", "ana", "offered", "ana"],
  [3, "returned", "offer", "ana", "offered", "ana"],
  [3, "withdrawn", "offer", "ana", "offered", "ana"],
  [3, "draft", "offer", "rule:r1@1", "offered", "ana"],
  [4, "announced", "see", "bo", "announced", "ana"],
  [4, "offered", "see", "bo", "offered", "ana"],
  [4, "expired", "see", "raj", "expired", "ana"],
  [5, "offered", "question", "bo", "questioned", "ana"],
  [5, "expired", "question", "raj", "questioned", "ana"],
  [5, "offered", "question", "dev", "questioned", "ana"],
  [5, "announced", "question", "bo", "announced", "ana"],
  [6, "questioned", "answer", "ana", "offered", "ana"],
  [6, "questioned", "answer", "dev", "offered", "ana"],
  [7, "offered", "accept", "bo", "accepted", "bo"],
  [7, "questioned", "accept", "raj", "accepted", "raj"],
  [7, "expired", "accept", "raj", "accepted", "raj"],
  [8, "accepted", "confirm", "ana", "accepted", "bo"],
  [9, "accepted", "correct", "ana", "accepted", "bo"],
  [10, "offered", "decline", "bo", "offered", "ana"],
  [11, "offered", "return", "lea", "returned", "ana"],
  [12, "accepted", "send-back", "bo", "returned", "ana"],
  [13, "draft", "withdraw", "ana", "withdrawn", null],
  [13, "announced", "withdraw", "ana", "withdrawn", "ana"],
  [13, "offered", "withdraw", "lea", "withdrawn", "ana"],
  [13, "expired", "withdraw", "ana", "withdrawn", "ana"],
  [16, "expired", "reassign", "lea", "offered", "ana"],
  [17, "offered", "take-over", "dev", "accepted", "dev"],
  [17, "draft", "take-over", "lea", "accepted", "lea"],
  [17, "accepted", "take-over", "lea", "accepted", "lea"],
  [18, "accepted", "finish", "bo", "done", "bo"],
  [19, "done", "verify", "ana", "verified", null],
  [20, "done", "recall", "ana", "accepted", "bo"],
  [20, "verified", "recall", "bo", "accepted", "bo"],
  [21, "draft", "cancel", "ana", "cancelled", null],
  [21, "offered", "cancel", "lea", "cancelled", null],
  [21, "accepted", "cancel", "ana", "cancelled", null],
  [21, "returned", "cancel", "ana", "cancelled", "ana"],
]

describe("the rows of the domain", () => {
  it.each(DOMAIN)(
    "row %i: from %s, %s by %s leads to %s, and then %s is accountable",
    (_, from, action, by, to, who) => {
      const desk = reach(from)
      desk.must(by, askOf(action as Exclude<HandoffAction, "change">, desk))
      expect(desk.handoff().state).toBe(to)
      expect(desk.card().accountable).toBe(who)
    },
  )

  it("[rows 14, 15] the clock expires an offer step by step, each once, and never moves who is accountable", () => {
    const desk = reach("offered")
    const expire = (level: number) => desk.rule("system", { kind: "handoff.expire", handoff: "h1", level })
    expect(expire(1)).toBe("H10")
    desk.minutes(15)
    expect(expire(2)).toBe("H10")
    expect(expire(1)).toBe("yes")
    const { length } = desk.ledger
    expect(expire(1)).toBe("yes")
    expect(desk.ledger).toHaveLength(length)
    expect(expire(2)).toBe("H10")
    for (const level of [2, 3, 4]) {
      desk.minutes(10)
      expect(expire(level)).toBe("yes")
    }
    desk.minutes(1000)
    expect(expire(5)).toBe("H10")
    expect(desk.handoff()).toMatchObject({ state: "expired", escalation: 4 })
    expect(desk.card().accountable).toBe("ana")
  })

  it("a question keeps the ball with the sender while the clock runs out, and its answer leads to expired", () => {
    const desk = reach("questioned")
    desk.minutes(15)
    desk.must("system", { kind: "handoff.expire", handoff: "h1", level: 1 })
    expect(desk.handoff()).toMatchObject({ state: "questioned", escalation: 1 })
    desk.must("ana", askOf("answer", desk))
    expect(desk.handoff().state).toBe("expired")
  })

  it("two questions want two answers before the ball is back", () => {
    const desk = reach("questioned")
    const first = desk.handoff().questions[0]!.seq
    desk.must("raj", { kind: "handoff.question", handoff: "h1", field: "what", text: "And this?" })
    desk.must("ana", { kind: "handoff.answer", handoff: "h1", question: first, text: "Yes" })
    expect(desk.handoff().state).toBe("questioned")
    desk.must("ana", askOf("answer", desk))
    expect(desk.handoff().state).toBe("offered")
  })

  it("a question about an announcement is answered there, and nothing can be accepted before the offer", () => {
    const desk = reach("announced")
    desk.must("bo", askOf("question", desk))
    expect(desk.rule("bo", askOf("accept", desk))).toBe("H10")
    desk.must("ana", { kind: "handoff.offer", handoff: "h1" })
    expect(desk.handoff().state).toBe("questioned")
    desk.must("ana", askOf("answer", desk))
    expect(desk.handoff().state).toBe("offered")
  })

  it("reassigning starts the clock anew and asks for a new reading", () => {
    const desk = reach("expired")
    desk.must("lea", { kind: "handoff.reassign", handoff: "h1", to: { kind: "person", id: "dev" } })
    expect(desk.handoff()).toMatchObject({
      state: "offered",
      escalation: 0,
      version: 2,
      acceptBy: desk.now + 15 * 60_000,
    })
    expect(desk.rule("bo", askOf("accept", desk))).toBe("H6")
    expect(desk.rule("dev", askOf("accept", desk))).toBe("yes")
  })

  it("reassigning waits for the clock, and goes to nobody who cannot accept", () => {
    const desk = reach("questioned")
    expect(desk.rule("ana", askOf("reassign", desk))).toBe("H10")
    const late = reach("expired")
    const toNobody = { kind: "person", id: "vic" } as const
    expect(late.rule("ana", { kind: "handoff.reassign", handoff: "h1", to: toNobody })).toBe("H16")
  })

  it("a person named alone who declines returns it; of a pool it goes on to the others until nobody is left", () => {
    const desk = reach("offered")
    desk.must("bo", askOf("decline", desk))
    expect(desk.rule("bo", askOf("accept", desk))).toBe("H6")
    expect(desk.handoff().state).toBe("offered")
    desk.must("raj", askOf("decline", desk))
    expect(desk.handoff()).toMatchObject({ state: "returned", endedBy: "raj" })
    expect(desk.card().accountable).toBe("ana")
  })

  it("one of a pool does not return it for all", () => {
    expect(reach("offered").rule("bo", askOf("return", reach("offered")))).toBe("H6")
  })
})

describe("closing the loop", () => {
  it("the sender closes it; the crew only after the reminder; the receiver never", () => {
    const desk = reach("accepted")
    expect(desk.rule("dev", askOf("confirm", desk))).toBe("H6")
    expect(desk.rule("system", askOf("remind", desk))).toBe("H10")
    desk.minutes(10)
    desk.must("system", askOf("remind", desk))
    desk.crew.set("c1", ["bo"])
    expect(desk.rule("bo", askOf("confirm", desk))).toBe("H6")
    desk.crew.set("c1", ["dev"])
    expect(desk.rule("dev", askOf("confirm", desk))).toBe("yes")
    expect(desk.handoff().loopOpen).toBe(false)
  })

  it("a corrected read-back is read again before the work is finished", () => {
    const desk = reach("accepted")
    expect(desk.rule("bo", askOf("read-again", desk))).toBe("H10")
    desk.must("ana", askOf("correct", desk))
    expect(desk.rule("bo", askOf("finish", desk))).toBe("H9")
    expect(desk.rule("bo", { kind: "handoff.read-again", handoff: "h1", readBack: "ok" })).toBe("H9")
    desk.must("bo", askOf("read-again", desk))
    expect(desk.handoff()).toMatchObject({ corrected: false, loopOpen: true })
    desk.must("ana", askOf("confirm", desk))
    desk.must("bo", askOf("finish", desk))
  })

  it("[R12] what was missed may be added in the stand-by window only, and is acknowledged without moving the card", () => {
    const desk = reach("accepted")
    const [added] = desk.must("ana", askOf("add", desk))
    expect(desk.rule("bo", { kind: "handoff.acknowledge", handoff: "h1", addendum: 1 })).toBe("H10")
    desk.must("bo", { kind: "handoff.acknowledge", handoff: "h1", addendum: added!.seq })
    expect(desk.handoff().addenda).toEqual([{ seq: added!.seq, acknowledged: true }])
    desk.minutes(16)
    expect(desk.rule("ana", askOf("add", desk))).toBe("H15")
    expect(desk.rule("bo", askOf("send-back", desk))).toBe("H15")
    expect(desk.card().accountable).toBe("bo")
  })
})

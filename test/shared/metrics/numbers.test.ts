import { describe, expect, it } from "vitest"
import { type Numbers, numbersOf } from "../../../shared/metrics/numbers.ts"
import { DAY_MS, MINUTE_MS } from "../../../shared/time.ts"
import { at, foldOf, inLane, type Line, offered } from "./told.ts"

const NOW = 60 * 24 * 100
const DAY = 60 * 24
/** Yesterday, in minutes. */
const Y = NOW - DAY
const numbers = (lines: readonly Line[], days = 30): Numbers => numbersOf(foldOf(lines), at(NOW), days)
const share = (count: number, of: number) => ({ count, of, rate: of === 0 ? null : count / of })
const shareIn = ({ count, of, rate }: { count: number; of: number; rate: number | null }) => ({ count, of, rate })
const minutes = (...of: readonly number[]) => of.map((one) => one * MINUTE_MS)

const accepted = (minute: number, handoff: string, loopOpen = false): Line => [
  minute,
  "accepted",
  handoff,
  { data: { loopOpen } },
]
const returned = (minute: number, handoff: string, reason = "Not ready: no test account"): Line => [
  minute,
  "returned",
  handoff,
  { reason },
]

describe("time to accept", () => {
  it.each<readonly [string, readonly Line[], readonly number[]]>([
    ["from the offer to the acceptance", [offered(Y, "a"), accepted(Y + 12, "a")], [12]],
    [
      "from the last offer, when it came back and was offered again",
      [offered(Y, "a"), returned(Y + 5, "a"), offered(Y + 30, "a"), accepted(Y + 37, "a")],
      [7],
    ],
    [
      "from the new offer, when it was offered to somebody else",
      [offered(Y, "a"), [Y + 60, "expired", "a"], [Y + 70, "reassigned", "a"], accepted(Y + 73, "a")],
      [3],
    ],
    [
      "until it was received, wherever the acceptance had waited",
      [offered(Y, "a"), [Y + 41, "accepted", "a", { data: { claimedAt: at(Y + 2) } }]],
      [41],
    ],
    ["a second acceptance counts nothing", [offered(Y, "a"), accepted(Y + 4, "a"), accepted(Y + 9, "a")], [4]],
    ["not of what was cancelled", [offered(Y, "a"), accepted(Y + 4, "a"), [Y + 9, "cancelled", "a"]], []],
    ["not of what was taken over", [offered(Y, "a"), [Y + 4, "taken-over", "a"]], []],
    ["not of what still waits", [offered(Y, "a")], []],
    ["not of an answer without an offer", [accepted(Y, "a")], []],
    ["by when it was accepted, not offered", [offered(NOW - 31 * DAY, "a"), accepted(NOW - 29 * DAY, "a")], [2 * DAY]],
    ["not of what was accepted before the window", [offered(NOW - 40 * DAY, "a"), accepted(NOW - 31 * DAY, "a")], []],
  ])("%s", (_name, lines, expected) => {
    expect(numbers(lines).timeToAccept.values).toEqual(minutes(...expected))
  })

  it("tells percentiles of twenty, and how many wait longer than the slow ones did", () => {
    const many = Array.from({ length: 20 }, (_, i): Line[] => [
      offered(Y, `h${i}`),
      accepted(Y + i + 1, `h${i}`),
    ]).flat()
    const waits = [offered(NOW - 16, "w1"), offered(NOW - 17, "w2"), offered(NOW - 18, "w3")]
    const { timeToAccept, waiting } = numbers([...many, ...waits])
    const { n, p50, p85, p95 } = timeToAccept
    expect({ n, p50, p85, p95 }).toEqual({ n: 20, p50: at(10), p85: at(17), p95: at(19) })
    expect(waiting).toEqual({ n: 3, oldestMs: at(18), olderThanP85: 1 })
  })

  it("with few, tells the middle one, and what waits without a bound to hold it against", () => {
    const { timeToAccept, waiting } = numbers([
      ...[offered(Y, "a"), accepted(Y + 9, "a"), offered(Y, "b"), accepted(Y + 2, "b")],
      offered(NOW - 30, "w"),
    ])
    expect(timeToAccept).toEqual({ n: 2, p50: at(2), p85: null, p95: null, values: minutes(2, 9) })
    expect(waiting).toEqual({ n: 1, oldestMs: at(30), olderThanP85: null })
  })
})

describe("accepted on time", () => {
  it.each<readonly [string, readonly Line[], readonly [number, number]]>([
    ["in time", [offered(Y, "a"), accepted(Y + 60, "a")], [1, 1]],
    ["a minute late", [offered(Y, "a"), accepted(Y + 61, "a")], [0, 1]],
    ["never answered", [offered(Y, "a"), [Y + 60, "expired", "a", { data: { level: 1 } }]], [0, 1]],
    ["returned", [offered(Y, "a"), returned(Y + 3, "a")], [0, 1]],
    ["its time is not over yet", [offered(NOW - 10, "a"), accepted(NOW - 5, "a")], [0, 0]],
    ["its time was over before the window", [offered(NOW - 40 * DAY, "a"), accepted(NOW - 40 * DAY + 5, "a")], [0, 0]],
    [
      "each offer of a handoff by itself",
      [offered(Y, "a"), returned(Y + 3, "a"), offered(Y + 9, "a"), accepted(Y + 10, "a")],
      [1, 2],
    ],
  ])("%s", (_name, lines, [count, of]) => {
    expect(numbers(lines).acceptedOnTime).toEqual(share(count, of))
  })
})

describe("expired", () => {
  const expired = (minute: number, handoff: string, level: number): Line => [
    minute,
    "expired",
    handoff,
    { data: { level } },
  ]
  it.each<readonly [string, readonly Line[], readonly [number, number, number | null]]>([
    ["nothing", [], [0, 0, null]],
    [
      "one in time, one late",
      [offered(Y, "a"), accepted(Y + 1, "a"), offered(Y, "b"), expired(Y + 60, "b", 1)],
      [1, 2, 1],
    ],
    ["late, and accepted all the same", [offered(Y, "a"), expired(Y + 60, "a", 1), accepted(Y + 61, "a")], [1, 1, 1]],
    [
      "how far on average",
      [
        ...[offered(Y, "a"), expired(Y + 60, "a", 1), expired(Y + 70, "a", 2), expired(Y + 80, "a", 3)],
        ...[offered(Y, "b"), expired(Y + 60, "b", 1), expired(Y + 70, "b", 2)],
      ],
      [2, 2, 2.5],
    ],
    [
      "offered anew: two offers",
      [offered(Y, "a"), expired(Y + 60, "a", 1), [Y + 61, "reassigned", "a"], accepted(Y + 62, "a")],
      [1, 2, 1],
    ],
    ["what only waits is in none", [offered(NOW - 5, "a")], [0, 0, null]],
  ])("%s", (_name, lines, [count, of, meanDepth]) => {
    expect(numbers(lines).expired).toEqual({ ...share(count, of), meanDepth })
  })
})

describe("came back", () => {
  it.each<readonly [string, readonly Line[], readonly [number, number]]>([
    ["returned", [offered(Y, "a"), returned(Y + 1, "a")], [1, 1]],
    [
      "returned, offered again and accepted: once",
      [offered(Y, "a"), returned(Y + 1, "a"), offered(Y + 2, "a"), accepted(Y + 3, "a")],
      [1, 1],
    ],
    ["sent back after it was accepted", [offered(Y, "a"), accepted(Y + 1, "a"), [Y + 9, "sent-back", "a"]], [1, 1]],
    [
      "declined by the last who could take it",
      [offered(Y, "a"), [Y + 1, "declined", "a", { data: { nobodyLeft: true } }]],
      [1, 1],
    ],
    ["declined by one of several: still waits", [offered(Y, "a"), [Y + 1, "declined", "a"]], [0, 0]],
    ["withdrawn", [offered(Y, "a"), [Y + 1, "withdrawn", "a"]], [0, 1]],
    ["out of time", [offered(Y, "a"), [Y + 60, "expired", "a"]], [0, 1]],
    ["cancelled by its sender: not answered", [offered(Y, "a"), [Y + 1, "cancelled", "a"]], [0, 0]],
    [
      "only prepared",
      [
        [Y, "created", "a"],
        [Y + 1, "withdrawn", "a"],
      ],
      [0, 0],
    ],
    [
      "three straight, one that came back",
      [
        ...["a", "b", "c"].flatMap((id) => [offered(Y, id), accepted(Y + 5, id)]),
        ...[offered(Y, "d"), returned(Y + 5, "d")],
      ],
      [1, 4],
    ],
    [
      "before the window, and accepted in it: it still came back",
      [...[offered(NOW - 40 * DAY, "a"), returned(NOW - 39 * DAY, "a")], ...[offered(Y, "a"), accepted(Y + 1, "a")]],
      [1, 1],
    ],
  ])("%s", (_name, lines, [count, of]) => {
    expect(shareIn(numbers(lines).cameBack)).toEqual(share(count, of))
  })

  it("counts reasons by what was chosen, the most frequent first, and not the words that were added", () => {
    const back = (handoff: string, reason?: string): Line[] => [
      offered(Y, handoff),
      [Y + 1, "returned", handoff, reason === undefined ? {} : { reason }],
    ]
    const { reasons } = numbers([
      ...back("a", "Not ready: no test account"),
      ...back("b", "Something is missing"),
      ...back("c", "Not ready"),
      ...back("d"),
    ]).cameBack
    expect(reasons).toEqual([
      { reason: "Not ready", count: 2 },
      { reason: "", count: 1 },
      { reason: "Something is missing", count: 1 },
    ])
  })

  it("forgets a reason whose words are erased, and still counts it", () => {
    const { reasons, count } = numbers([
      offered(Y, "a"),
      returned(Y + 1, "a", "The quokka called"),
      [Y + 2, "words.erased", "", { data: { person: "user:ana", entries: [] } }],
      offered(Y + 3, "b"),
      returned(Y + 4, "b", "Not ready"),
    ]).cameBack
    expect(count).toBe(2)
    expect(reasons.map(({ reason }) => reason).sort()).toEqual(["", "Not ready"])
  })
})

describe("first time right", () => {
  const changed = (minute: number, handoff: string, material: boolean): Line => [
    minute,
    "sheet.edited",
    handoff,
    { data: { material } },
  ]
  it.each<readonly [string, readonly Line[], readonly [number, number]]>([
    ["accepted as it was", [offered(Y, "a"), accepted(Y + 1, "a")], [1, 1]],
    ["came back first", [offered(Y, "a"), returned(Y + 1, "a"), offered(Y + 2, "a"), accepted(Y + 3, "a")], [0, 1]],
    ["sent back", [offered(Y, "a"), accepted(Y + 1, "a"), [Y + 2, "sent-back", "a"]], [0, 1]],
    [
      "what matters changed after the offer",
      [offered(Y, "a"), changed(Y + 1, "a", true), accepted(Y + 2, "a")],
      [0, 1],
    ],
    ["a note changed after the offer", [offered(Y, "a"), changed(Y + 1, "a", false), accepted(Y + 2, "a")], [1, 1]],
    [
      "what matters changed before the offer",
      [changed(Y, "a", true), offered(Y + 1, "a"), accepted(Y + 2, "a")],
      [1, 1],
    ],
    ["what was never accepted is not asked", [offered(Y, "a"), returned(Y + 1, "a")], [0, 0]],
  ])("%s", (_name, lines, [count, of]) => {
    expect(numbers(lines).firstTimeRight).toEqual(share(count, of))
  })
})

it("tells how many acceptances were read back, and how many serious ones had an if-then", () => {
  const lines = [
    ...[offered(Y, "a", { level: "ack" }), accepted(Y + 1, "a")],
    ...[offered(Y, "b", { severity: "watch", level: "read-back", plan: true }), accepted(Y + 1, "b")],
    ...[offered(Y, "c", { severity: "critical", level: "closed-loop", plan: false }), accepted(Y + 1, "c", true)],
    ...[offered(Y, "d", { severity: "watch", level: "read-back", plan: null }), accepted(Y + 1, "d")],
    ...[offered(Y, "e", { severity: "watch", level: "read-back", plan: true })],
  ]
  const { readBack, contingency } = numbers(lines)
  expect(readBack).toEqual(share(3, 4))
  expect(contingency).toEqual({ ...share(1, 2), unknown: 1 })
})

it("a severity that rose after the offer counts as what was accepted", () => {
  const rose: Line = [Y + 1, "sheet.edited", "a", { data: { material: true, severity: "watch", level: "read-back" } }]
  const { readBack, contingency } = numbers([offered(Y, "a", { plan: true }), rose, accepted(Y + 2, "a")])
  expect([readBack, contingency]).toEqual([share(1, 1), { ...share(1, 1), unknown: 0 }])
})

it("a loop closes when the sender confirms; what ended otherwise has no time, and what waits is told", () => {
  const loop = (handoff: string, ...more: readonly Line[]): readonly Line[] => [
    offered(Y, handoff, { severity: "critical", level: "closed-loop" }),
    accepted(Y + 1, handoff, true),
    ...more,
  ]
  const { loopClose } = numbers([
    ...loop("a", [Y + 5, "confirmed", "a"]),
    ...loop("b", [Y + 11, "confirmed", "b"], [Y + 12, "confirmed", "b"]),
    ...loop("c", [Y + 3, "finished", "c"], [Y + 4, "confirmed", "c"]),
    ...loop("d", [Y + 3, "sent-back", "d"]),
    ...loop("e"),
    ...loop("f", [Y + 2, "confirmed", "f"], [Y + 3, "cancelled", "f"]),
  ])
  expect(loopClose).toEqual({ n: 2, p50: at(4), p85: null, p95: null, values: minutes(4, 10), open: 1 })
})

describe("between lanes", () => {
  const pairs = (lines: readonly Line[]) =>
    numbers(lines).lanePairs.map(({ from, to, timeToAccept: { n, p50 }, cameBack: { count, of } }) => [
      `${from} → ${to}`,
      ...[n, p50 === null ? null : p50 / MINUTE_MS, `${count} of ${of}`],
    ])

  it("goes by the lane that the card was in, and the one that it was offered to", () => {
    const moved: Line = [Y + 20, "card.moved", "", { card: "one", to: ["test", "a"] }]
    expect(
      pairs([
        inLane(Y, "one", "dev"),
        inLane(Y, "two", "dev"),
        ...[offered(Y + 1, "a", { card: "one" }), accepted(Y + 11, "a")],
        moved,
        ...[offered(Y + 21, "b", { card: "one", to: { kind: "person", id: "user:bo" } }), accepted(Y + 25, "b")],
        ...[offered(Y + 1, "c", { card: "two" }), returned(Y + 2, "c"), offered(Y + 3, "c", { card: "two" })],
        accepted(Y + 9, "c"),
        ...[
          offered(Y + 1, "d", { card: "nobody knows where", to: { kind: "role", id: "test" } }),
          accepted(Y + 2, "d"),
        ],
      ]),
    ).toEqual([
      ["dev → test", 2, 6, "1 of 2"],
      [" → ", 1, 1, "0 of 1"],
      ["test → test", 1, 4, "0 of 1"],
    ])
  })

  it("a handoff that came back on one way and was accepted on another counts on both", () => {
    expect(
      pairs([
        inLane(Y, "card", "dev"),
        ...[offered(Y, "a"), returned(Y + 1, "a")],
        ...[offered(Y + 2, "a", { to: { kind: "lane", id: "design" } }), accepted(Y + 4, "a")],
      ]),
    ).toEqual([
      ["dev → design", 1, 2, "0 of 1"],
      ["dev → test", 0, null, "1 of 1"],
    ])
  })
})

it.each([
  [7, 1],
  [30, 2],
  [90, 3],
])("looks back %d days, and no further", (days, ended) => {
  const lines = [6, 29, 89, 99].flatMap((ago, i): Line[] => [
    offered(NOW - ago * DAY, `h${i}`),
    accepted(NOW - ago * DAY + 5, `h${i}`),
  ])
  const told = numbers(lines, days)
  expect([told.ended, told.timeToAccept.n, told.firstTimeRight.of, told.lanePairs[0]?.timeToAccept.n]).toEqual(
    Array(4).fill(ended),
  )
})

it("counts what was cancelled, and what somebody took over, beside the figures", () => {
  const { cancelled, takenOver, ended } = numbers([
    ...[offered(Y, "a"), [Y + 1, "cancelled", "a"] as const],
    ...[offered(Y, "b"), [Y + 1, "taken-over", "b"] as const],
    ...[offered(Y, "c")],
  ])
  expect({ cancelled, takenOver, ended }).toEqual({ cancelled: 1, takenOver: 1, ended: 2 })
})

it("has nothing to say of a board where nothing was handed over, and says so in every figure", () => {
  const told = numbers([inLane(Y, "card", "dev")])
  const nothing = { n: 0, p50: null, p85: null, p95: null, values: [] }
  expect(told).toEqual({
    ...{ seq: told.seq, at: at(NOW), days: 30, ended: 0, timeToAccept: nothing },
    waiting: { n: 0, oldestMs: null, olderThanP85: null },
    acceptedOnTime: share(0, 0),
    expired: { ...share(0, 0), meanDepth: null },
    cameBack: { ...share(0, 0), reasons: [] },
    firstTimeRight: share(0, 0),
    readBack: share(0, 0),
    contingency: { ...share(0, 0), unknown: 0 },
    loopClose: { ...nothing, open: 0 },
    ...{ lanePairs: [], cancelled: 0, takenOver: 0 },
  })
  expect(at(NOW) % DAY_MS).toBe(0)
})

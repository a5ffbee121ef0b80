import { describe, expect, it } from "vitest"
import { exportTimeline } from "../../../shared/export/timeline.ts"
import { parseCsv } from "../../../shared/import/csv/parse.ts"
import type { BoardView } from "../../../shared/model/board-view.ts"
import type { Entry } from "../../../shared/model/entry.ts"

const VIEW: BoardView = {
  meta: { "r:commander": { name: "Commander", rank: "a1" } },
  lanes: new Map([
    ["looking", { name: "Investigating" }],
    ["fixing", { name: "Mitigating" }],
  ]),
  cards: new Map([["c1", { title: "Commander" }]]),
  sheets: new Map(),
}
const PEOPLE = new Map([
  ["user:kim", "Kim"],
  ["user:lee", "Lee"],
])
const entry = (seq: number, more: Partial<Entry>): Entry => ({
  ...{ v: 1, board: "b" as Entry["board"], seq, at: Date.UTC(2026, 4, 4, 14, 2, 11, 7), prevHash: "", hash: "" },
  ...{ actor: "user:kim" as Entry["actor"], kind: "card.edited" },
  ...more,
})
function lineOf(more: Partial<Entry>): readonly string[] {
  const rows = parseCsv(exportTimeline([entry(1, more)], { view: VIEW, people: PEOPLE }).slice(1), ",")
  if (!rows.ok) throw new Error("not a table")
  return rows.value[1]?.cells ?? []
}

describe("a timeline", () => {
  it("says when in UTC, to the millisecond, and has one line for every fact in the ledger's order", () => {
    const text = exportTimeline([entry(1, {}), entry(2, {})], { view: VIEW, people: PEOPLE })
    const [header, ...lines] = text.slice(1).trimEnd().split("\r\n")
    expect(header).toMatch(/^time \(UTC\),number,what,/)
    expect(lines.map((line) => line.split(",").slice(0, 2))).toEqual([
      ["2026-05-04T14:02:11.007Z", "1"],
      ["2026-05-04T14:02:11.007Z", "2"],
    ])
  })

  it.each<[string, Partial<Entry>, readonly string[]]>([
    [
      "an offer to a person",
      { kind: "handoff.offered", card: "c1", data: { to: { kind: "person", id: "user:lee" } } },
      ["handoff.offered", "", "Kim", "Commander", "", "Lee", "", ""],
    ],
    [
      "an offer to a role",
      { kind: "handoff.offered", card: "c1", data: { to: { kind: "role", id: "commander" } } },
      ["handoff.offered", "", "Kim", "Commander", "", "Commander", "", ""],
    ],
    [
      "a move",
      { kind: "card.moved", card: "c1", key: "place", from: ["looking", "a1"], to: ["fixing", "a1"] },
      ["card.moved", "place", "Kim", "Commander", "Investigating", "Mitigating", "", ""],
    ],
    [
      "an acceptance with its answers",
      {
        ...{ kind: "handoff.accepted", card: "c1", text: "I lead now" },
        answers: [
          { field: "announced", label: "Announced where", text: "#incidents" },
          { field: "stand_in", label: "Stand-in", text: "user:lee" },
        ],
      },
      [
        ...["handoff.accepted", "", "Kim", "Commander", "", "", ""],
        "I lead now · Announced where: #incidents · Stand-in: Lee",
      ],
    ],
    [
      "a promise that came too late",
      {
        kind: "promise.superseded",
        card: "c1",
        cause: "7",
        data: {
          promise: "handoff.withdraw",
          against: { kind: "handoff.accepted", by: "user:lee", at: Date.UTC(2026, 4, 4, 14, 2, 10, 800) },
        },
      },
      [
        ...["promise.superseded", "", "Kim", "Commander", "", ""],
        ...["handoff.withdraw: lost against number 7, handoff.accepted by Lee at 2026-05-04T14:02:10.800Z", ""],
      ],
    ],
    [
      "an acceptance from a train that came too late",
      {
        kind: "promise.superseded",
        cause: "7",
        data: {
          ...{ promise: "handoff.accept", claimedAt: Date.UTC(2026, 4, 4, 14) },
          against: { kind: "handoff.expired", by: "system", at: Date.UTC(2026, 4, 4, 14, 2) },
        },
      },
      [
        ...["promise.superseded", "", "Kim", "", "", ""],
        "handoff.accept, said at 2026-05-04T14:00:00.000Z by the clock of a device: " +
          "lost against number 7, handoff.expired by system at 2026-05-04T14:02:00.000Z",
        "",
      ],
    ],
    [
      "a withdrawal",
      { kind: "handoff.withdrawn", card: "c1", reason: "Wrong receiver" },
      ["handoff.withdrawn", "", "Kim", "Commander", "", "", "Wrong receiver", ""],
    ],
    [
      "somebody and something that are not here any more",
      { actor: "user:gone" as Entry["actor"], card: "c9", text: "=1+1" },
      ["card.edited", "", "user:gone", "c9", "", "", "", "'=1+1"],
    ],
  ])("tells %s with names instead of ids", (_, more, cells) => {
    expect(lineOf(more).slice(2)).toEqual(cells)
  })
})

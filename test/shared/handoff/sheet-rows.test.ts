import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { apply } from "../../../shared/change/apply.ts"
import type { Change } from "../../../shared/change/change.ts"
import { readBoard } from "../../../shared/doc/read.ts"
import { write } from "../../../shared/doc/write.ts"
import { holes } from "../../../shared/handoff/brief.ts"
import type { Handoff } from "../../../shared/handoff/handoff.ts"
import { materialChange, sheetOf } from "../../../shared/handoff/sheet.ts"
import {
  addRow,
  type EditedSheet,
  firstRows,
  isSettled,
  removeRow,
  rowsInBrief,
  rowsOf,
  sayNone,
  setRowPart,
  tickRow,
} from "../../../shared/handoff/sheet-rows.ts"
import { SHIFT_NOTE } from "../../../shared/handoff/templates/shift-note.ts"
import type { Json } from "../../../shared/json.ts"
import { EMPTY_BOARD, type Registers } from "../../../shared/model/board-view.ts"
import { judge } from "../../../shared/rules/judge.ts"

const ID = "sheet"
const FIELD = "actions"
const sheet = (registers: Registers): EditedSheet => ({ id: ID, registers })
const applied = (registers: Registers, changes: readonly Change[]): Registers =>
  changes.reduce(apply, { ...EMPTY_BOARD, sheets: new Map([[ID, registers]]) }).sheets.get(ID)!
const edit = (registers: Registers, build: (edited: EditedSheet) => readonly Change[]) =>
  applied(registers, build(sheet(registers)))
const verbs = (registers: Registers) => rowsOf(registers, FIELD).map(({ parts }) => parts.verb)

const OLD: Registers = {
  "f:actions": [
    { id: "a", verb: "Ring", person: "user:bo", due: "2026-11-24T21:30:00.000Z" },
    { id: "b", verb: "Look in", person: "user:bo", due: "2026-11-24T22:00:00.000Z" },
  ],
}
const line = (verb: string) => (id: string, jitter: number) => (registers: Registers) => {
  const added = edit(registers, (edited) => addRow(edited, FIELD, "actions", id, jitter))
  return edit(added, (edited) => setRowPart(edited, FIELD, id, "verb", verb))
}

describe("the lines of a list", () => {
  it("stand in the order in which they were added, and one is put away without the others", () => {
    const two = line("second")("y", 7)(line("first")("x", 9)({}))
    expect(verbs(two)).toEqual(["first", "second"])
    expect(verbs(edit(two, (edited) => removeRow(edited, FIELD, "x")))).toEqual(["second"])
  })

  it("are the brief’s list as it always was: ids and parts, nothing of how they are kept", () => {
    const one = line("Ring")("x", 1)({})
    expect(rowsInBrief(one, FIELD)).toEqual([{ id: "x", verb: "Ring", person: "", due: "" }])
    expect(rowsInBrief({}, FIELD)).toBeUndefined()
    expect(rowsInBrief(OLD, FIELD)).toEqual(OLD["f:actions"])
  })

  it("of an older sheet become lines of their own with the first change of one, and read the same", () => {
    const changed = edit(OLD, (edited) => setRowPart(edited, FIELD, "b", "verb", "Count"))
    expect(changed["f:actions"]).toBeUndefined()
    expect(verbs(changed)).toEqual(["Ring", "Count"])
    expect(verbs(edit(OLD, (edited) => removeRow(edited, FIELD, "a")))).toEqual(["Look in"])
    expect(verbs(edit(OLD, (edited) => addRow(edited, FIELD, "actions", "c", 3)))).toEqual(["Ring", "Look in", ""])
  })

  it("take the place of an outright none, which puts them away", () => {
    const none: Registers = { "f:actions": { none: true } }
    expect(verbs(line("Ring")("x", 1)(none))).toEqual(["Ring"])
    expect(line("Ring")("x", 1)(none)["f:actions"]).toBeUndefined()
    expect(edit(line("Ring")("x", 1)({}), (edited) => sayNone(edited, FIELD, true))).toEqual(none)
  })

  it("[H7] are a hole while one of them is half filled", () => {
    const { brief } = sheetOf(line("Ring")("x", 1)({}), {}, SHIFT_NOTE)
    expect(holes(SHIFT_NOTE, brief, "routine").map(({ key }) => key)).toContain(FIELD)
    const whole = sheetOf(OLD, {}, SHIFT_NOTE)
    expect(holes(SHIFT_NOTE, whole.brief, "routine").map(({ key }) => key)).not.toContain(FIELD)
  })

  it("[R13] send the receiver back to reading when one changes, but not when one is ticked off", () => {
    const handoff = { offers: 1, version: 1, materialFields: [FIELD] } as unknown as Handoff
    const one = line("Ring")("x", 1)({})
    const changeOf = (build: (edited: EditedSheet) => readonly Change[]) => {
      const [change] = build(sheet(one))
      if (change?.kind !== "set") throw new Error("nothing changed")
      return materialChange(change, handoff, SHIFT_NOTE)
    }
    expect(changeOf((edited) => setRowPart(edited, FIELD, "x", "verb", "Call"))).toMatchObject({ material: true })
    expect(changeOf((edited) => removeRow(edited, FIELD, "x"))).toEqual({ material: true, version: 2 })
    expect(changeOf((edited) => addRow(edited, "pending", "references", "y", 1))).toMatchObject({ material: false })
    expect(changeOf((edited) => tickRow(edited, FIELD, "x", true))).toBeUndefined()
    expect(changeOf((edited) => tickRow(edited, FIELD, "x", "somebody else rings"))).toBeUndefined()
  })
})

describe("[R14] a line that was carried here", () => {
  const CARRIED = firstRows("abnormal", [{ id: "pump", parts: { text: "Pump 7" } }], { carried: true })
  const ids = (registers: Registers) => rowsOf(registers, "abnormal").map(({ id }) => id)

  it("is taken off with a reason only, which stays in its place", () => {
    expect(removeRow(sheet(CARRIED), "abnormal", "pump")).toEqual([])
    const gone = applied(CARRIED, removeRow(sheet(CARRIED), "abnormal", "pump", "mended at noon"))
    expect(ids(gone)).toEqual([])
    expect(gone["i:pump"]).toMatchObject({ text: "Pump 7", off: "mended at noon" })
  })
  it("does not go by an outright none, and stays carried through other edits", () => {
    expect(sayNone(sheet(CARRIED), "abnormal", true)).toEqual([])
    const edited = applied(CARRIED, setRowPart(sheet(CARRIED), "abnormal", "pump", "text", "Pump 7, left side"))
    expect(removeRow(sheet(edited), "abnormal", "pump")).toEqual([])
  })
})

describe("a check", () => {
  const ONE = line("Ring")("x", 1)({})
  it("is ticked or said not to apply, one or the other, and either is taken back", () => {
    const waived = applied(ONE, tickRow(sheet(ONE), FIELD, "x", "somebody else rings"))
    expect(rowsOf(waived, FIELD)).toMatchObject([{ done: false, notApplicable: "somebody else rings" }])
    const ticked = applied(waived, tickRow(sheet(waived), FIELD, "x", true))
    expect(rowsOf(ticked, FIELD).map(isSettled)).toEqual([true])
    expect(rowsOf(ticked, FIELD)[0]).not.toHaveProperty("notApplicable")
    expect(rowsOf(applied(ticked, tickRow(sheet(ticked), FIELD, "x", false)), FIELD).map(isSettled)).toEqual([false])
  })
})

/** Two people edit copies of one sheet without hearing of each other; then each gets what the other did. */
function together(start: Registers, ...edits: readonly ((registers: Registers) => readonly Change[])[]) {
  const first = new Y.Doc()
  write(first, [{ kind: "created", root: "sheets", id: ID, value: start }])
  const docs = edits.map(() => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(first))
    return doc
  })
  edits.forEach((build, at) => {
    write(docs[at]!, build(readBoard(docs[at]!).sheets.get(ID)!))
  })
  const updates = docs.map((doc) => Y.encodeStateAsUpdate(doc))
  for (const doc of docs) for (const update of updates) Y.applyUpdate(doc, update)
  return docs.map((doc) => readBoard(doc).sheets.get(ID)!)
}

const adding = (id: string, jitter: number) => (registers: Registers) =>
  addRow(sheet(registers), FIELD, "actions", id, jitter)

describe("two people at one list", () => {
  it.each<readonly [string, Registers]>([
    ["an empty one", {}],
    ["one of the old form", OLD],
    ["an outright none", { "f:actions": { none: true } }],
    ["one of lines", line("Ring")("x", 1)({})],
  ])("who add a line at once keep both: %s", (_, start) => {
    const before = rowsOf(start, FIELD).length
    for (const registers of together(start, adding("p", 5), adding("q", 5))) {
      const ids = rowsOf(registers, FIELD).map(({ id }) => id)
      expect(ids).toHaveLength(before + 2)
      expect(ids).toEqual(expect.arrayContaining(["p", "q"]))
    }
  })

  it("lose no line to a none that is said at the same moment", () => {
    const none = (registers: Registers) => sayNone(sheet(registers), FIELD, true)
    for (const registers of together({}, adding("p", 5), none))
      expect(rowsInBrief(registers, FIELD)).toMatchObject([{ id: "p" }])
  })

  it("[L4] see the same list, whatever each of them did, and no line that one added is lost", () => {
    type Op = readonly ["add" | "set" | "remove", number, string]
    const op = fc.tuple(
      fc.constantFrom("add" as const, "set" as const, "remove" as const),
      fc.nat({ max: 4 }),
      fc.constantFrom("Ring", "Look in", ""),
    )
    const play = (who: string, ops: readonly Op[]) => (start: Registers) => {
      let registers = start
      const changes: Change[] = []
      const added: string[] = []
      for (const [kind, n, verb] of ops) {
        const rows = rowsOf(registers, FIELD)
        const id = rows[n % Math.max(1, rows.length)]?.id ?? ""
        const made =
          kind === "add"
            ? addRow(sheet(registers), FIELD, "actions", `${who}${added.length}`, n)
            : kind === "set"
              ? setRowPart(sheet(registers), FIELD, id, "verb", verb)
              : // Only what stood before: what I took off again is not lost.
                id.startsWith(who)
                ? []
                : removeRow(sheet(registers), FIELD, id)
        if (kind === "add") added.push(`${who}${added.length}`)
        for (const change of made)
          expect(
            judge(change, "member", { liveCards: 0, lanes: 0, checksOf: () => 0, rowsOf: () => 0 }),
          ).toBeUndefined()
        changes.push(...made)
        registers = applied(registers, made)
      }
      return { changes, added }
    }
    fc.assert(
      fc.property(
        fc.constantFrom<Registers>({}, OLD, { "f:actions": { none: true } as Json }),
        fc.array(op, { maxLength: 5 }),
        fc.array(op, { maxLength: 5 }),
        (start, mine, theirs) => {
          const added: string[] = []
          const run = (who: string, ops: readonly Op[]) => (registers: Registers) => {
            const played = play(who, ops)(registers)
            added.push(...played.added)
            return played.changes
          }
          const [one, other] = together(start, run("m", mine), run("t", theirs))
          expect(rowsOf(one!, FIELD)).toEqual(rowsOf(other!, FIELD))
          expect(rowsOf(one!, FIELD).map(({ id }) => id)).toEqual(expect.arrayContaining(added))
        },
      ),
      { numRuns: 200 },
    )
  })
})

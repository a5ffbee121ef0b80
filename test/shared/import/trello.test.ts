import { describe, expect, it } from "vitest"
import { apply } from "../../../shared/change/apply.ts"
import { importBoard } from "../../../shared/import/import-board.ts"
import { countedOf } from "../../../shared/import/report.ts"
import type { BoardSeed, Imported } from "../../../shared/import/seed.ts"
import { type BoardView, EMPTY_BOARD } from "../../../shared/model/board-view.ts"
import { cardOf, cardsByLane, checklistsOf, recordLinksOf } from "../../../shared/model/card.ts"
import { checkRegister } from "../../../shared/model/keys.ts"
import { liveLanes } from "../../../shared/model/lane.ts"
import { plainText } from "../../../shared/model/rich-text.ts"
import { crewRolesOf, fieldsOf, labelsOf } from "../../../shared/model/settings.ts"
import { seededSource } from "../../support/arbitraries.ts"
import { trelloExport, trelloText } from "../../support/trello.ts"

type Raw = Record<string, unknown>
const NOW = Date.UTC(2026, 4, 4)

const viewOf = (seed: BoardSeed): BoardView => seed.changes.reduce(apply, EMPTY_BOARD)
function imported(file: unknown): Imported & { view: BoardView } {
  const result = importBoard("trello", JSON.stringify(file), seededSource(NOW))
  if (!result.ok) throw new Error(result.error.words)
  return { ...result.value, view: viewOf(result.value.seed) }
}
function countOf({ report }: Imported, code: string): number {
  return [...report.kept, ...report.changed, ...report.lost].find((line) => line.code === code)?.count ?? 0
}

const board = (over: Raw = {}): Raw => ({
  id: "b",
  name: "Spring",
  lists: [
    { id: "l2", name: "Doing", closed: false, pos: 2 },
    { id: "l1", name: "Backlog", closed: false, pos: 1 },
    { id: "l3", name: "Old", closed: true, pos: 3 },
  ],
  cards: [],
  labels: [],
  members: [
    { id: "m1", fullName: "Ana Ruiz" },
    { id: "m2", username: "bo" },
  ],
  checklists: [],
  actions: [],
  ...over,
})
const card = (over: Raw = {}): Raw => ({ id: "c1", name: "Card", idList: "l1", pos: 1, closed: false, ...over })
const oneCard = (over: Raw = {}, boardOver: Raw = {}) => {
  const result = imported(board({ cards: [card(over)], ...boardOver }))
  const [id, registers] = [...result.view.cards][0]!
  return { ...result, id, registers, card: cardOf(id, registers) }
}

describe("a Trello board", () => {
  it("keeps lists as lanes in the order of their positions, closed ones archived", () => {
    const { view, seed } = imported(board())
    expect(seed.name).toBe("Spring")
    expect(liveLanes(view).map((lane) => [lane.name, lane.kind])).toEqual([
      ["Backlog", "waiting"],
      ["Doing", "active"],
    ])
    expect([...view.lanes.values()].filter((lane) => lane.archived === true)).toHaveLength(1)
  })

  it("keeps the order of cards in each list", () => {
    const cards = [5, 3, 4].map((pos) => card({ id: `c${pos}`, name: `at ${pos}`, pos }))
    const { view } = imported(board({ cards }))
    const titles = [...cardsByLane(view).values()].flat().map((id) => view.cards.get(id)!.title)
    expect(titles).toEqual(["at 3", "at 4", "at 5"])
  })

  it("archives closed cards, and the cards of closed lists", () => {
    const cards = [card({ id: "a", closed: true }), card({ id: "b", idList: "l3" }), card({ id: "c" })]
    const result = imported(board({ cards }))
    expect([...result.view.cards.values()].filter((one) => one.archived === true)).toHaveLength(2)
    expect(countOf(result, "archived-cards")).toBe(1)
    expect(countOf(result, "cards-of-archived-lanes")).toBe(1)
  })

  it("gathers cards of a list that is not in the file in a lane of their own", () => {
    const { view, card: found } = oneCard({ idList: "gone" })
    expect(view.lanes.get(found.laneId)?.name).toBe("Without a list")
  })

  it.each([
    ["red", "Hot", "red", "Hot", "labels"],
    ["purple", "Legal", "violet", "Legal", "recoloured-labels"],
    ["sky", "Air", "teal", "Air", "recoloured-labels"],
    ["green_dark", "Wood", "green", "Wood", "recoloured-labels"],
    ["black_light", "Ink", "gray", "Ink", "recoloured-labels"],
    [null, "Plain", "gray", "Plain", "recoloured-labels"],
    ["lime", "", "green", "Lime", "named-labels"],
    ["blue_light", "", "blue", "Light blue", "named-labels"],
  ])("turns a %s label “%s” into %s “%s”", (color, name, ours, ourName, code) => {
    const result = oneCard({ idLabels: ["x"] }, { labels: [{ id: "x", name, color }] })
    expect(labelsOf(result.view)).toEqual([{ id: result.card.labelIds[0], name: ourName, color: ours }])
    expect(countOf(result, code)).toBe(1)
  })

  it("leaves out labels without a name that no card carries", () => {
    const result = imported(board({ labels: [{ id: "x", name: "", color: "red" }] }))
    expect(labelsOf(result.view)).toEqual([])
    expect(countOf(result, "unused-labels")).toBe(1)
  })

  it("puts people on cards into the crew, one role each", () => {
    const result = oneCard({ idMembers: ["m1", "m2", "gone"] })
    const roles = new Map(crewRolesOf(result.view).map((role) => [role.id, role.name]))
    expect(result.card.crew.map(({ role, person }) => [roles.get(role), person])).toEqual([
      ["Assignee", "Ana Ruiz"],
      ["Assignee 2", "bo"],
    ])
    expect([countOf(result, "card-members"), countOf(result, "unknown-members")]).toEqual([2, 1])
  })

  it("keeps checklists and items in order, with their states, dates and people", () => {
    const checklists = [
      {
        id: "k2",
        idCard: "c1",
        name: "Second",
        pos: 2,
        checkItems: [],
      },
      {
        id: "k1",
        idCard: "c1",
        name: "First",
        pos: 1,
        checkItems: [
          { name: "b", pos: 2, state: "complete" },
          { name: "a", pos: 1, state: "incomplete", due: "2026-03-02T10:00:00.000Z", idMember: "m1" },
        ],
      },
    ]
    const { registers } = oneCard({}, { checklists })
    const lists = checklistsOf(registers).map((list) => [list.name, list.checks.map(({ text, done }) => [text, done])])
    expect(lists).toEqual([
      [
        "First",
        [
          ["a (Ana Ruiz, due 2026-03-02)", false],
          ["b", true],
        ],
      ],
      ["Second", []],
    ])
  })

  it("keeps due dates, but a due date that was met becomes a field", () => {
    expect(oneCard({ due: "2026-03-02T10:00:00.000Z" }).card.due).toBe("2026-03-02T10:00:00.000Z")
    const met = oneCard({ due: "2026-03-02T10:00:00.000Z", dueComplete: true })
    expect(met.card.due).toBeUndefined()
    expect(fieldsOf(met.view).map((field) => [field.name, met.card.fields[field.id]])).toEqual([
      ["Completed", "due 2026-03-02T10:00:00.000Z"],
    ])
  })

  it("keeps the description as text that can be edited, and its first words for the card", () => {
    const { seed, id, card: found } = oneCard({ desc: "# Plan\n\n- **one**\n- two\n\nsee https://x.example/a." })
    expect(seed.texts).toHaveLength(1)
    expect(seed.texts[0]!.textId).toBe(id)
    expect(plainText(seed.texts[0]!.text)).toBe("Plan\none\ntwo\nsee https://x.example/a.")
    expect(found.excerpt).toBe("Plan one two see https://x.example/a.")
  })

  it("keeps web and mail links, says where uploaded files stay, and refuses everything else", () => {
    const attachments = [
      { name: "Plan", url: "https://docs.example/1" },
      { name: "scan.pdf", url: "https://trello.com/1/cards/c/attachments/a/download/scan.pdf", isUpload: true },
      { name: "evil", url: "javascript:alert(1)" },
      { name: "mail", url: "mailto:a@x.example" },
    ]
    const result = oneCard({ attachments })
    expect(recordLinksOf(result.registers).map(({ system, id }) => [system, id])).toEqual([
      ["docs.example", "Plan"],
      ["Trello file", "scan.pdf"],
      ["Mail", "mail"],
    ])
    expect(
      ["attachment-links", "attachment-files", "refused-attachments"].map((code) => countOf(result, code)),
    ).toEqual([2, 1, 1])
  })

  it("keeps custom fields of every kind", () => {
    const customFields = [
      { id: "t", name: "Ticket", type: "text", pos: 1 },
      { id: "n", name: "Hours", type: "number", pos: 2 },
      { id: "d", name: "Signed", type: "date", pos: 3 },
      { id: "l", name: "Size", type: "list", pos: 4, options: [{ id: "o", value: { text: "Large" }, pos: 1 }] },
      { id: "c", name: "Paid", type: "checkbox", pos: 5 },
    ]
    const customFieldItems = [
      { idCustomField: "t", value: { text: "T-1" } },
      { idCustomField: "n", value: { number: "1.5" } },
      { idCustomField: "d", value: { date: "2026-03-02T10:00:00.000Z" } },
      { idCustomField: "l", idValue: "o", value: null },
      { idCustomField: "c", value: { checked: "true" } },
      { idCustomField: "gone", value: {} },
    ]
    const result = oneCard({ customFieldItems }, { customFields })
    expect(fieldsOf(result.view).map((field) => [field.name, field.type, result.card.fields[field.id]])).toEqual([
      ["Ticket", "text", "T-1"],
      ["Hours", "number", 1.5],
      ["Signed", "date", "2026-03-02T10:00:00.000Z"],
      ["Size", "choice", "Large"],
      ["Paid", "choice", "Yes"],
    ])
    expect(countOf(result, "lost-field-values")).toBe(1)
  })

  it("tells comments and moves with their people and dates, and since when a card is where it is", () => {
    const at = (day: number) => `2026-02-0${day}T12:00:00.000Z`
    const data = (more: Raw) => ({ card: { id: "c1", name: "Card" }, ...more })
    const memberCreator = { fullName: "Ana Ruiz" }
    const actions = [
      {
        type: "updateCard",
        date: at(3),
        memberCreator,
        data: data({ listBefore: { id: "l2", name: "Doing" }, listAfter: { id: "l1", name: "Backlog" } }),
      },
      { type: "commentCard", date: at(2), memberCreator, data: data({ text: "Hello @bo" }) },
      { type: "createCard", date: at(1), idMemberCreator: "m2", data: data({}) },
    ]
    const { seed, id } = oneCard({}, { actions })
    expect(seed.comments).toEqual([{ card: id, author: "Ana Ruiz", at: Date.parse(at(2)), text: "Hello @bo" }])
    expect(seed.history).toEqual([
      { kind: "moved", card: id, at: Date.parse(at(3)), actor: "Ana Ruiz", fromLane: "Doing", toLane: "Backlog" },
    ])
    expect(seed.since[id]).toEqual({ createdAt: Date.parse(at(1)), enteredLaneAt: Date.parse(at(3)) })
  })

  it("takes the age of a card from its id when the log no longer holds its creation", () => {
    const id = `${Math.floor(Date.UTC(2024, 0, 5) / 1000).toString(16)}${"0".repeat(16)}`
    const { seed, id: ours } = oneCard({ id })
    expect(seed.since[ours]?.createdAt).toBe(Date.UTC(2024, 0, 5))
  })

  it("says that history may be cut when the file holds as many actions as Trello writes", () => {
    const result = imported(trelloExport({ cards: 10, actions: 1_000 }))
    expect(countOf(result, "history-limit")).toBe(1_010)
  })
})

describe("the report of a Trello import", () => {
  it.each([1, 2, 3])("accounts for every single thing in the file (seed %i)", (seed) => {
    const file = trelloExport({ lists: 9, cards: 150, actions: 200, seed, odd: true })
    const result = imported(file)
    const list = (key: string) => file[key] as unknown[]
    const cards = list("cards").filter((one): one is Raw => typeof (one as Raw | null)?.name === "string")
    const inCards = (key: string) =>
      cards.reduce((sum, one) => sum + ((one[key] as unknown[] | undefined)?.length ?? 0), 0)
    const items = list("checklists").reduce<number>(
      (sum, one) => sum + (((one as Raw | null)?.checkItems as unknown[] | undefined) ?? []).length,
      0,
    )
    const counted = (of: string) => countedOf(result.report, of)
    expect({
      lists: counted("lane"),
      cards: counted("card"),
      labels: counted("label"),
      labelUses: counted("label-use"),
      members: counted("member"),
      cardMembers: counted("card-member"),
      checklists: counted("checklist"),
      checks: counted("check"),
      attachments: counted("attachment"),
      fields: counted("field"),
      fieldValues: counted("field-value"),
      dues: counted("due"),
      descriptions: counted("description"),
      log: counted("action") + counted("comment"),
    }).toEqual({
      lists: list("lists").length,
      cards: list("cards").length,
      labels: list("labels").length,
      labelUses: inCards("idLabels"),
      members: list("members").length,
      cardMembers: inCards("idMembers"),
      checklists: list("checklists").length,
      checks: items,
      attachments: inCards("attachments"),
      fields: list("customFields").length,
      fieldValues: inCards("customFieldItems"),
      dues: cards.filter((one) => one.due).length,
      descriptions: cards.filter((one) => one.desc).length,
      log: list("actions").length,
    })
  })

  it.each([1, 2, 3])("goes with a board whose every register is of the right form (seed %i)", (seed) => {
    const { seed: made } = imported(trelloExport({ lists: 9, cards: 150, actions: 200, seed, odd: true }))
    for (const change of made.changes) {
      if (change.kind === "set-meta") expect(checkRegister("meta", change.key, change.to)).toBe("fine")
      if (change.kind !== "created") continue
      for (const [key, value] of Object.entries(change.value))
        expect(checkRegister(change.root, key, value), `${change.root} ${key}`).toBe("fine")
    }
    expect(JSON.stringify(made)).not.toMatch(/\\ud[89a-f]/)
  })

  it("skips, counts and shows what cannot be read, and keeps the rest", () => {
    const result = imported(trelloExport({ cards: 20, odd: true }))
    const line = result.report.lost.find(({ code }) => code === "unreadable-card")
    expect(line).toMatchObject({ count: 3, examples: ["cards[20]", "cards[21]", "cards[22]"] })
    expect(result.view.cards.size).toBe(25)
  })

  it("names what has no place here: templates, reminders, watched lists, a board that was closed", () => {
    const file = {
      ...trelloExport({ lists: 0, cards: 0, actions: 0 }),
      closed: true,
      lists: [{ id: "a".repeat(24), name: "Doing", pos: 1, subscribed: true }],
      cards: [
        { id: "b".repeat(24), idList: "a".repeat(24), name: "Form", pos: 1, isTemplate: true, dueReminder: 1_440 },
        { id: "c".repeat(24), idList: "a".repeat(24), name: "Plain", pos: 2, isTemplate: false, dueReminder: -1 },
      ],
    }
    const result = imported(file)
    const codes = ["special-cards", "reminders", "subscriptions", "board-closed", "cards"] as const
    expect(codes.map((code) => countOf(result, code))).toEqual([1, 1, 1, 1, 2])
  })

  it("is the same for a dry run and for the import itself", () => {
    const text = trelloText({ cards: 60, odd: true })
    const [first, second] = [1, 2].map(() => importBoard("trello", text, seededSource(NOW)))
    expect(second).toEqual(first)
  })
})

describe("the limits of a Trello import", () => {
  it("refuses more open lists than a board takes, in words", () => {
    const lists = Array.from({ length: 65 }, (_, i) => ({ id: `l${i}`, name: `L${i}`, closed: false }))
    expect(importBoard("trello", JSON.stringify(board({ lists })), seededSource(NOW))).toMatchObject({
      ok: false,
      error: { code: "too-many-lanes", where: "lists", words: expect.stringContaining("65") },
    })
  })

  it("merges archived lists beyond the limit and keeps their cards", () => {
    const lists = Array.from({ length: 90 }, (_, i) => ({ id: `l${i}`, name: `L${i}`, closed: i > 9, pos: i }))
    const cards = lists.map((list, i) => card({ id: `c${i}`, idList: list.id }))
    const result = imported(board({ lists, cards }))
    expect(result.view.lanes.size).toBe(64)
    expect(result.view.cards.size).toBe(90)
    expect(countedOf(result.report, "lane")).toBe(90)
    expect(countOf(result, "merged-lanes")).toBe(27)
  })

  it("refuses more open cards than a board takes, in words", () => {
    const cards = Array.from({ length: 10_001 }, (_, i) => card({ id: `c${i}` }))
    expect(importBoard("trello", JSON.stringify(board({ cards })), seededSource(NOW))).toMatchObject({
      ok: false,
      error: { code: "too-many-cards", where: "cards", words: expect.stringContaining("10001") },
    })
  })

  it("takes no more labels, people, links and fields than a real board has, and counts the rest", () => {
    const many = (count: number, make: (i: number) => Raw) => Array.from({ length: count }, (_, i) => make(i))
    const labels = many(1_100, (i) => ({ id: `l${i}`, name: `L${i}`, color: "red" }))
    const result = oneCard(
      {
        idLabels: labels.map(({ id }) => id),
        idMembers: Array(30).fill("m1"),
        attachments: many(130, (i) => ({ name: "x", url: `https://x.example/${i}` })),
      },
      { labels, customFields: many(60, (i) => ({ id: `f${i}`, name: `F${i}`, type: "text" })) },
    )
    const of = (kind: string) => countedOf(result.report, kind)
    expect(["label", "label-use", "card-member", "attachment", "field"].map(of)).toEqual([1_100, 1_100, 30, 130, 60])
    expect(labelsOf(result.view)).toHaveLength(1_000)
    expect(result.card.crew).toHaveLength(20)
    expect(recordLinksOf(result.registers)).toHaveLength(100)
    expect(fieldsOf(result.view)).toHaveLength(50)
  })

  it("cuts titles that are too long and says so", () => {
    const result = oneCard({ name: "x".repeat(600) })
    expect(result.card.title).toHaveLength(500)
    expect(countOf(result, "cut-words")).toBe(1)
  })

  it("reads 5,000 cards in less than a second of processor time, telling how far it is", () => {
    const text = trelloText({ lists: 12, cards: 5_000, actions: 1_000 })
    const told: number[] = []
    const before = process.cpuUsage()
    const result = importBoard("trello", text, { ...seededSource(NOW), onProgress: (done) => told.push(done) })
    const { user, system } = process.cpuUsage(before)
    expect(result.ok).toBe(true)
    expect((user + system) / 1e6).toBeLessThan(1)
    expect(told.length).toBeGreaterThan(10)
    expect(told.at(-1)).toBe(5_000)
  })
})

describe("a file that is not a Trello board", () => {
  const CASES: readonly (readonly [what: string, text: string, code: string, where?: string])[] = [
    ["nothing", "", "empty"],
    ["blanks", " \n ", "empty"],
    ["a web page", "<!DOCTYPE html><html></html>", "not-json"],
    ["a table", "title,lane\nA,B\n", "not-json"],
    ["a file cut in the middle", trelloText({ cards: 5 }).slice(0, 3_000), "not-json"],
    ["a list", "[]", "wrong-format", "(top level)"],
    ["a number", "7", "wrong-format", "(top level)"],
    ["an object of something else", '{"users":[]}', "wrong-format", "lists"],
    ["a board without cards", '{"id":"b","lists":[]}', "wrong-format", "cards"],
    ["lists that are an object", '{"id":"b","lists":{},"cards":[]}', "wrong-format", "lists"],
    ["lists without ids", '{"id":"b","lists":[{"title":"x"}],"cards":[]}', "wrong-format", "lists[0].id"],
    ["one card", '{"id":"c","idList":"l","name":"x","idMembers":[]}', "wrong-format", "idList"],
    ["a Throughline export", '{"format":"throughline-board","lanes":[]}', "wrong-format", "format"],
  ]
  for (const [what, text, code, where] of CASES)
    it(`is refused with words: ${what}`, () => {
      const result = importBoard("trello", text, seededSource(NOW))
      if (result.ok) throw new Error("was taken")
      expect(result.error.code).toBe(code)
      if (where) expect(result.error.where).toBe(where)
      expect(result.error.words).toMatch(/^[A-Z“].*\.$/)
      expect(result.error.advice).toMatch(/^[A-Z].*\.$/)
    })

  it("is refused with line and column where its syntax breaks", () => {
    const result = importBoard("trello", '{\n  "lists": [],\n  "cards": [1,]\n}', seededSource(NOW))
    expect(result).toMatchObject({ ok: false, error: { code: "not-json", line: 3, column: 15 } })
  })

  it("does not exhaust the stack, however deep it is nested", () => {
    const deep = `{"id":"b","lists":[],"cards":${"[".repeat(100_000)}${"]".repeat(100_000)}}`
    expect(importBoard("trello", deep, seededSource(NOW)).ok).toBe(true)
  })
})

import { describe, expect, it } from "vitest"
import { apply } from "../../../shared/change/apply.ts"
import { importBoard } from "../../../shared/import/import-board.ts"
import { countedOf } from "../../../shared/import/report.ts"
import { EMPTY_BOARD } from "../../../shared/model/board-view.ts"
import { cardOf, cardsByLane, checklistsOf, recordLinksOf } from "../../../shared/model/card.ts"
import { checkRegister } from "../../../shared/model/keys.ts"
import { liveLanes } from "../../../shared/model/lane.ts"
import { crewRolesOf, fieldsOf, labelsOf } from "../../../shared/model/settings.ts"
import { seededSource } from "../../support/arbitraries.ts"

const NOW = Date.UTC(2026, 4, 4)

function imported(text: string) {
  const result = importBoard("csv", text, seededSource(NOW))
  if (!result.ok) throw new Error(result.error.words)
  const view = result.value.seed.changes.reduce(apply, EMPTY_BOARD)
  const cards = [...view.cards].map(([id, registers]) => cardOf(id, registers))
  const { kept, changed, lost } = result.value.report
  const count = (code: string) => [...kept, ...changed, ...lost].find((line) => line.code === code)?.count ?? 0
  return { ...result.value, view, cards, count, lanes: liveLanes(view).map((lane) => lane.name) }
}

describe("a table as a board", () => {
  it.each([
    ["commas", "Title,List\nA,Doing\nB,Done\n"],
    ["semicolons", "Title;List\nA;Doing\nB;Done\n"],
    ["tabs", "Title\tList\nA\tDoing\nB\tDone\n"],
    ["a byte order mark", "\ufeffTitle,List\r\nA,Doing\r\nB,Done"],
    ["old Macintosh lines", "Title,List\rA,Doing\rB,Done\r"],
    ["Excel’s own first line", "sep=;\r\nTitle;List\r\nA;Doing\r\nB;Done\r\n"],
    ["other words in the first row", "TASK NAME,Section/Column\nA,Doing\nB,Done\n"],
    ["empty lines", "Title,List\n\n,,\nA,Doing\n\nB,Done\n\n"],
  ])("is read with %s", (_what, text) => {
    const { cards, lanes, view } = imported(text)
    expect(cards.map((card) => card.title)).toEqual(["A", "B"])
    expect(lanes).toEqual(["Doing", "Done"])
    expect(liveLanes(view).map((lane) => lane.kind)).toEqual(["active", "done"])
  })

  it("keeps quotes, commas and lines within cells", () => {
    const { cards, view } = imported('title,lane,next\n"A ""quoted"", title","Lane, one","first\nsecond"\n')
    expect(cards[0]).toMatchObject({ title: 'A "quoted", title', next: "first\nsecond" })
    expect(liveLanes(view)[0]?.name).toBe("Lane, one")
  })

  it("keeps the order of rows within each lane", () => {
    const { view } = imported("title,lane\nC,x\nA,x\nB,y\nD,x\n")
    const titles = [...cardsByLane(view).values()].map((ids) => ids.map((id) => view.cards.get(id)!.title))
    expect(titles).toEqual([[], ["C", "A", "D"], ["B"]])
  })

  it("reads everything that a card has", () => {
    const { cards, view, seed } = imported(
      [
        "title,description,status,tags,due date,next step,priority,blocked,owner,checklist,url,created",
        'A,"**bold** words",Doing,"red, hot",2026-03-02,Call,High,no key,"Ana; Bo","[x] one; two",https://x.example/1,2026-01-02',
      ].join("\n"),
    )
    const [card] = cards
    expect(card).toMatchObject({ due: "2026-03-02", next: "Call", severity: "watch", blocked: { reason: "no key" } })
    expect(labelsOf(view).map((label) => label.name)).toEqual(["red", "hot"])
    expect(card!.labelIds).toHaveLength(2)
    const roles = new Map(crewRolesOf(view).map((role) => [role.id, role.name]))
    expect(card!.crew.map(({ role, person }) => [roles.get(role), person])).toEqual([
      ["Assignee", "Ana"],
      ["Assignee 2", "Bo"],
    ])
    const registers = view.cards.get(card!.id)!
    expect(checklistsOf(registers)[0]?.checks.map(({ text, done }) => [text, done])).toEqual([
      ["one", true],
      ["two", false],
    ])
    expect(recordLinksOf(registers)[0]).toMatchObject({ system: "x.example", url: "https://x.example/1" })
    expect(seed.since[card!.id]).toEqual({ createdAt: Date.UTC(2026, 0, 2), enteredLaneAt: Date.UTC(2026, 0, 2) })
    expect(seed.texts[0]?.text[0]).toEqual({
      type: "paragraph",
      content: [
        { type: "text", text: "bold", marks: [{ type: "bold" }] },
        { type: "text", text: " words" },
      ],
    })
  })

  it("turns columns of one’s own into custom fields of the type that fits all their cells", () => {
    const { cards, view } = imported("title,Cost,Start,Room,Code\nA,1.5,2026-03-02,4a,007\nB,-2,2026-04-01,,008\n")
    expect(fieldsOf(view).map((field) => [field.name, field.type, cards.map((card) => card.fields[field.id])])).toEqual(
      [
        ["Cost", "number", [1.5, -2]],
        ["Start", "date", ["2026-03-02", "2026-04-01"]],
        ["Room", "text", ["4a", undefined]],
        ["Code", "text", ["007", "008"]],
      ],
    )
  })

  it.each([
    ["2026-03-02", "2026-03-02"],
    ["2026-3-2", "2026-03-02"],
    ["2.3.2026", "2026-03-02"],
    ["25/12/2026", "2026-12-25"],
    ["12/25/2026", "2026-12-25"],
    ["2026-03-02 14:30", "2026-03-02T14:30:00.000Z"],
    ["2026-03-02T14:30:00+02:00", "2026-03-02T12:30:00.000Z"],
    ["03/04/2026", undefined],
    ["2026-02-30", undefined],
    ["tomorrow", undefined],
  ])("reads the due date %s as %s", (written, due) => {
    const { cards, count } = imported(`title,due\nA,${written}\n`)
    expect(cards[0]?.due).toBe(due)
    expect(count(due === undefined ? "unreadable-due" : "dues")).toBe(1)
  })

  it("skips rows without a title, counts them and shows their lines", () => {
    const { cards, report } = imported('title,lane\nA,x\n,y\n"B\nb",z\n,w\n')
    expect(cards).toHaveLength(2)
    expect(report.lost).toMatchObject([
      { code: "unreadable-card", count: 2, examples: ["line 3: no title", "line 6: no title"] },
    ])
    expect(countedOf(report, "card")).toBe(4)
  })

  it("counts what stands under no name, and names the columns that a board makes for itself", () => {
    const { cards, report } = imported(
      "Card ID,title,,lane\nX-1,A,left out,Doing\nX-2,B,,Doing\nX-3,C,too,Doing,more\n",
    )
    expect(cards.map(({ title }) => title)).toEqual(["A", "B", "C"])
    expect(report.lost).toMatchObject([{ code: "extra-cells", count: 3, examples: ["A", "C"] }])
    expect(report.changed).toContainEqual(
      expect.objectContaining({ code: "board-columns", count: 1, examples: ["Card ID"] }),
    )
  })

  it("takes off the apostrophe that guards a formula in our own tables", () => {
    expect(imported("title,lane\n'=1+1,x\n").cards[0]?.title).toBe("=1+1")
    expect(imported("title,lane\n's avonds,x\n").cards[0]?.title).toBe("'s avonds")
  })

  it("takes no more labels, people, links and columns than a real board has, and counts the rest", () => {
    const many = (count: number, name: string, between: string) =>
      Array.from({ length: count }, (_, i) => `${name}${i}`).join(between)
    const header = ["title", "labels", "owner", "url", many(60, "own", ",")].join(",")
    const row = [
      "A",
      many(1_200, "l", ";"),
      many(30, "p", ";"),
      many(120, "https://x.example/", ";"),
      many(60, "v", ","),
    ]
    const { count, report } = imported(`${header}\n${row.join(",")}\n`)
    expect(["labels", "lost-label-uses", "people", "people-over-limit"].map(count)).toEqual([1_000, 200, 20, 10])
    expect(["attachment-links", "attachments-over-limit", "fields", "fields-over-limit"].map(count)).toEqual([
      100, 20, 50, 10,
    ])
    expect(["label-use", "card-member", "attachment", "field"].map((of) => countedOf(report, of))).toEqual([
      1_200, 30, 120, 60,
    ])
  })

  it("holds only registers of the right form, however long the cells are", () => {
    const long = "x".repeat(12_000)
    const header = "title,description,lane,labels,next,blocked,owner,checklist,url,Own column"
    const cells = [
      long,
      long,
      long,
      long,
      long,
      long,
      long,
      Array(300).fill("item").join(";"),
      `https://x.example/${long}`,
      long,
    ]
    const { seed, count } = imported(`${header}\n${cells.join(",")}\n`)
    for (const change of seed.changes) {
      if (change.kind === "set-meta") expect(checkRegister("meta", change.key, change.to)).toBe("fine")
      if (change.kind !== "created") continue
      for (const [key, value] of Object.entries(change.value))
        expect(checkRegister(change.root, key, value), key).toBe("fine")
    }
    expect(count("checks-over-limit")).toBe(100)
    expect(count("cut-words")).toBe(7)
  })
})

describe("a file that is no table of cards", () => {
  const CASES: readonly (readonly [what: string, text: string, error: object])[] = [
    ["empty", "\ufeff \n", { code: "empty" }],
    ["a web page", "<html><body>Sign in</body></html>", { code: "not-csv", line: 1 }],
    ["JSON", '{"lists":[]}', { code: "not-csv" }],
    ["a spreadsheet in its own format", "PK\u0003\u0004\u0000\u0000", { code: "not-csv" }],
    ["a quote that never ends", 'title,lane\nA,"x\nB,y\n', { code: "not-csv", line: 2, column: 3 }],
    ["no column for the title", "foo,bar\n1,2\n", { code: "wrong-format", line: 1 }],
    ["a thousand columns and more", `title${",x".repeat(1_000)}\nA\n`, { code: "wrong-format" }],
    ["no rows", "title,lane\n", { code: "nothing-inside" }],
    [
      "more lanes than a board takes",
      `title,lane\n${Array.from({ length: 65 }, (_, i) => `A,l${i}`).join("\n")}`,
      { code: "too-many-lanes" },
    ],
    ["more cards than a board takes", `title\n${"A\n".repeat(10_001)}`, { code: "too-many-cards" }],
  ]
  for (const [what, text, error] of CASES)
    it(`is refused with words: ${what}`, () => {
      const result = importBoard("csv", text, seededSource(NOW))
      expect(result).toMatchObject({ ok: false, error })
      if (!result.ok) expect([result.error.words, result.error.advice].every((words) => words.endsWith("."))).toBe(true)
    })

  it("is told which columns were seen when none is the title", () => {
    const result = importBoard("csv", "foo,bar\n1,2\n", seededSource(NOW))
    expect(result.ok ? "" : result.error.words).toContain("“foo”, “bar”")
  })
})

// @vitest-environment happy-dom
import { act } from "react"
import { beforeEach, describe, expect, it } from "vitest"
import { ImportScreen } from "../../../client/import/ImportScreen.tsx"
import { signedInAs } from "../../../client/sign-in/account.ts"
import type { ImportReport } from "../../../shared/wire/http.ts"
import { problem, stubApi } from "./api-stub.ts"
import { button, found, heading, input, press, show, text, type } from "./screen.tsx"

const TRELLO = '{"id":"1","name":"Relaunch","idOrganization":null,"lists":[]}'
const line = (code: string, count: number, words: string, examples: readonly string[] = []) => {
  return { code, count, words, examples }
}
const REPORT: ImportReport = {
  format: "trello",
  boardName: "Relaunch",
  kept: [line("cards", 12, "cards, in their order", ["A", "B", "C", "D"]), line("labels", 2, "labels", ["Bug", "Bug"])],
  changed: [line("members", 1, "people of the board")],
  lost: [line("covers", 3, "cover pictures and colours")],
}
const lines = (...values: readonly unknown[]) =>
  new Response(values.map((value) => `${JSON.stringify(value)}\n`).join(""), {
    headers: { "content-type": "application/x-ndjson" },
  })

beforeEach(() => {
  signedInAs({ actor: "user:ada", name: "Ada", kind: "member", owner: true })
  history.replaceState(null, "", "/import")
})

async function choose(file: File): Promise<void> {
  const field = document.querySelector<HTMLInputElement>("input[type=file]")
  if (!field) throw new Error("no place for a file")
  Object.defineProperty(field, "files", { value: [file], configurable: true })
  await act(async () => field.dispatchEvent(new Event("change", { bubbles: true })))
}
const trelloFile = () => new File([TRELLO], "board.json", { type: "application/json" })

describe("the report", () => {
  it("asks for a dry run first and tells what is kept, changed and lost", async () => {
    const asked = stubApi({ "POST /imports": () => lines({ progress: { done: 1, total: 2 } }, { report: REPORT }) })
    await show(<ImportScreen />)
    await choose(trelloFile())
    await found(() => heading("“Relaunch” can be imported"))
    expect(asked.map(({ route }) => route)).toEqual(["POST /imports?format=trello&dryRun=true"])
    const column = (title: string) => heading(title)?.closest("section")?.textContent ?? ""
    expect(column("Kept")).toContain("12cards, in their orderA, B, C and 9 more")
    expect(column("Kept")).toContain("2labelsBug")
    expect(column("Kept")).not.toContain("Bug, Bug")
    expect(column("Changed")).toContain("1people of the board")
    expect(column("Lost")).toContain("3cover pictures and colours")
    expect(document.activeElement?.textContent).toBe("“Relaunch” can be imported")
  })

  it("says that nothing is lost where nothing is", async () => {
    stubApi({ "POST /imports": () => lines({ report: { ...REPORT, lost: [] } }) })
    await show(<ImportScreen />)
    await choose(trelloFile())
    await found(() => text().includes("Nothing is lost"))
  })

  it("is asked for again when another format is chosen", async () => {
    const asked = stubApi({ "POST /imports": () => lines({ report: REPORT }) })
    await show(<ImportScreen />)
    await choose(trelloFile())
    await found(() => heading("“Relaunch” can be imported"))
    await type(input("Format"), "csv")
    await found(() => asked.length === 2)
    expect(asked[1]?.route).toBe("POST /imports?format=csv&dryRun=true")
  })

  it("waits for a format where the file does not tell it", async () => {
    const asked = stubApi({ "POST /imports": () => lines({ report: REPORT }) })
    await show(<ImportScreen />)
    await choose(new File(['{"a":1}'], "x.json"))
    await found(() => text().includes("The kind of file is not clear"))
    expect(asked).toEqual([])
    await type(input("Format"), "throughline")
    await found(() => heading("“Relaunch” can be imported"))
  })
})

describe("importing", () => {
  const reported = async (answer: () => Response | Promise<Response>) => {
    const asked = stubApi({
      "POST /imports?format=trello&dryRun=true": () => lines({ report: REPORT }),
      "POST /imports?format=trello&dryRun=false": answer,
    })
    await show(<ImportScreen />)
    await choose(trelloFile())
    await press(await found(() => button("Import 12 cards")))
    return asked
  }

  it("writes, then leads to the board", async () => {
    const asked = await reported(() => lines({ progress: { done: 12, total: 12 } }, { report: REPORT, boardId: "b1" }))
    await press(await found(() => button("Open the board")))
    expect(location.pathname).toBe("/b/b1")
    expect(asked.map(({ route }) => route)).toEqual([
      "POST /imports?format=trello&dryRun=true",
      "POST /imports?format=trello&dryRun=false",
    ])
  })

  it("shows progress as it comes, and goes back to the report when it is cancelled", async () => {
    let feed: ReadableStreamDefaultController<Uint8Array> | undefined
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        feed = controller
      },
    })
    await reported(() => new Response(stream))
    feed?.enqueue(new TextEncoder().encode('{"progress":{"done":3,"total":12}}\n'))
    await found(() => text().includes("3 of 12"))
    await press(button("Cancel"))
    await found(() => button("Import 12 cards"))
    expect(text()).toContain("Cancelled.")
  })

  it("keeps file and report when it fails, and can be tried again", async () => {
    let tries = 0
    await reported(() => (tries++ === 0 ? problem(503, "read-only") : lines({ report: REPORT, boardId: "b1" })))
    await found(() => text().includes("detail of read-only"))
    expect(text()).toContain("board.json")
    await press(button("Try again"))
    await found(() => button("Open the board"))
  })

  it("does not take an answer that ends early for a success", async () => {
    await reported(() => lines({ progress: { done: 3, total: 12 } }))
    await found(() => text().includes("The connection ended before the server had answered"))
  })
})

describe("a file that cannot be imported", () => {
  it("is told with where and why, and stays chosen", async () => {
    const why = { status: 422, code: "not-an-import", detail: "The file is not JSON. Export it again." }
    const errors = [{ path: "line 2, column 9", message: "The file is not JSON." }]
    stubApi({ "POST /imports": () => lines({ problem: { ...why, errors } }) })
    await show(<ImportScreen />)
    await choose(trelloFile())
    const alert = await found(() => document.querySelector("[role=alert]"))
    expect(alert.textContent).toContain("The file is not JSON. Export it again.")
    expect(alert.textContent).toContain("line 2, column 9")
    expect(text()).toContain("board.json")
    expect(button("Try again")).toBeUndefined()
    await press(button("Another file"))
    expect(document.querySelector("input[type=file]")).not.toBeNull()
  })

  it("is not even sent when it is empty", async () => {
    const asked = stubApi({})
    await show(<ImportScreen />)
    await choose(new File([], "empty.csv"))
    await found(() => text().includes("The file is empty."))
    expect(asked).toEqual([])
  })
})

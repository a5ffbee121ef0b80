import { afterEach, describe, expect, it, vi } from "vitest"
import { boardListOf, checkBoardName } from "../../../client/boards/board-list.ts"
import { detectFormat } from "../../../client/import/detect-format.ts"
import { cardsOf, checkFile } from "../../../client/import/import-state.ts"
import { linesOf } from "../../../client/import/lines.ts"
import {
  bringBack,
  isTaken,
  nextColour,
  optionsFrom,
  putAway,
  putField,
  putLabel,
  renameBoard,
  setAside,
} from "../../../client/settings/edits.ts"
import { linkListsOf, peopleListsOf, usersToAdd } from "../../../client/share/share-lists.ts"
import { checkLogin, checkName, checkNewPassword } from "../../../client/sign-in/checks.ts"
import { nextAddress } from "../../../client/sign-in/next-address.ts"
import { initialsOf, personColor } from "../../../client/ui/person.ts"
import { relativeTime } from "../../../client/ui/relative-time.ts"
import type { Change } from "../../../shared/change/change.ts"
import type { Registers } from "../../../shared/model/board-view.ts"
import { checkRegister } from "../../../shared/model/keys.ts"
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../shared/time.ts"
import type { BoardSummary, ShareLink } from "../../../shared/wire/http.ts"

const NOW = Date.UTC(2026, 10, 24, 12)

describe("the way back after signing in", () => {
  const ORIGIN = "https://board.example"
  it.each([
    ["?next=%2Fb%2Fabc%3Fcard%3D1", "/b/abc?card=1"],
    ["?next=%2Fsettings%23x", "/settings#x"],
    ["", "/"],
    ["?next=https%3A%2F%2Fevil.example%2F", "/"],
    ["?next=%2F%2Fevil.example", "/"],
    ["?next=%2F%5Cevil.example", "/"],
    ["?next=%5C%5Cevil.example", "/"],
    ["?next=javascript%3Aalert(1)", "/"],
    ["?next=%2F%09%2Fevil.example", "/"],
    ["?next=%2Fsign-in%3Fnext%3D%2F", "/"],
    ["?next=%2Fjoin", "/"],
  ])("leads from %s to %s", (search, address) => {
    expect(nextAddress(search, ORIGIN)).toBe(address)
  })
})

describe("what forms ask for", () => {
  it.each([
    ["", true],
    ["  ", true],
    ["ada lovelace", true],
    ["ada@example.org", false],
    [" ada ", false],
  ])("objects to the sign-in name %j: %s", (login, objects) => {
    expect(checkLogin(login) !== undefined).toBe(objects)
  })
  it("says how many characters a password still needs", () => {
    expect(checkNewPassword("12345678")).toContain("2 more characters")
    expect(checkNewPassword("123456789")).toContain("1 more character,")
    expect(checkNewPassword("1234567890")).toBeUndefined()
    expect(checkNewPassword("x".repeat(201))).toBeDefined()
  })
  it("takes no name of blanks", () => {
    expect(checkName(" \t")).toBeDefined()
    expect(checkBoardName(" ")).toBeDefined()
    expect(checkBoardName("x".repeat(201))).toBeDefined()
    expect(checkBoardName("Ward 7")).toBeUndefined()
  })
})

describe("people", () => {
  it.each([
    ["Ada Lovelace", "AL"],
    ["ada", "A"],
    ["Jean-Luc van der Berg", "JB"],
    ["  ", "?"],
    ["王小明", "王"],
    ["😀 Smile", "😀S"],
  ])("writes %j as %s", (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })
  it("gives one actor one colour", () => {
    expect(personColor("user:a")).toBe(personColor("user:a"))
    expect(new Set(["user:a", "user:b", "user:c", "guest:d"].map(personColor)).size).toBeGreaterThan(1)
  })
  it("lists members apart from guests and former members, and leaves rules out", () => {
    const person = (actor: string, role: "lead" | null) => ({ actor, name: actor, role, crewRoles: [] })
    const lists = peopleListsOf([
      person("user:b", "lead"),
      person("guest:g", null),
      person("user:old", null),
      person("rule:x@1", null),
      person("user:a", "lead"),
    ])
    expect(lists.members.map(({ actor }) => actor)).toEqual(["user:a", "user:b"])
    expect(lists.others.map(({ actor }) => actor)).toEqual(["guest:g", "user:old"])
  })
  it("offers accounts that are not here and not disabled", () => {
    const user = (id: string, disabledAt: number | null = null) => {
      return { id, login: id, name: id, owner: false, createdAt: 0, disabledAt }
    }
    const here = [{ actor: "user:a", name: "a", role: "member" as const, crewRoles: [] }]
    const former = { actor: "user:c", name: "c", role: null, crewRoles: [] }
    const users = [user("a"), user("b", 1), user("c")]
    expect(usersToAdd(users, [...here, former]).map(({ id }) => id)).toEqual(["c"])
  })
})

describe("times in words", () => {
  it.each([
    [NOW - 30_000, "just now"],
    [NOW + 30_000, "just now"],
    [NOW - 5 * MINUTE_MS, "5 minutes ago"],
    [NOW - 3.9 * HOUR_MS, "3 hours ago"],
    [NOW - DAY_MS, "yesterday"],
    [NOW + 7 * DAY_MS - 5_000, "in 7 days"],
    [NOW - 60 * DAY_MS, "25 Sept 2026"],
  ])("tells %s as %s", (at, words) => {
    expect(relativeTime(at, NOW)).toBe(words)
  })
})

describe("the list of boards", () => {
  const board = (name: string, more: Partial<BoardSummary> = {}): BoardSummary => {
    return { id: name, name, role: "lead", createdAt: 0, changedAt: 0, archivedAt: null, here: [], ...more }
  }
  it("shows what changed last first, and archived boards apart", () => {
    const { live, archived } = boardListOf(
      [board("old", { changedAt: 1 }), board("new", { changedAt: 2 }), board("gone", { archivedAt: 3 })],
      "",
    )
    expect(live.map(({ name }) => name)).toEqual(["new", "old"])
    expect(archived.map(({ name }) => name)).toEqual(["gone"])
  })
  it("finds names without regard to capitals and accents", () => {
    expect(boardListOf([board("Équipe Nord"), board("Kitchen")], "equipe").live).toHaveLength(1)
  })
  it("offers a search only when there are more boards than a look takes in", () => {
    const boards = (count: number) => Array.from({ length: count }, (_, i) => board(`b${i}`))
    expect(boardListOf(boards(8), "").hasSearch).toBe(false)
    expect(boardListOf(boards(9), "").hasSearch).toBe(true)
  })
})

describe("share links", () => {
  it("counts expired and revoked links as closed, newest first", () => {
    const link = (id: string, more: Partial<ShareLink> = {}): ShareLink => {
      return {
        ...{ id, role: "member", label: id, createdAt: 0, expiresAt: null },
        ...{ revokedAt: null, uses: 0, lastUsedAt: null, ...more },
      }
    }
    const { open, closed } = linkListsOf(
      [
        link("endless"),
        link("later", { expiresAt: NOW + 1, createdAt: 5 }),
        link("over", { expiresAt: NOW }),
        link("revoked", { revokedAt: 1 }),
      ],
      NOW,
    )
    expect(open.map(({ id }) => id)).toEqual(["later", "endless"])
    expect(closed.map(({ id }) => id)).toEqual(["over", "revoked"])
  })
})

describe("what kind of file this is", () => {
  it.each([
    ["board.json", '{"id":"1","name":"x","idOrganization":null,', "trello"],
    ["x.json", '\uFEFF {"format":"throughline-board","version":1', "throughline"],
    ["x.json", '{"a":1}', undefined],
    ["x.json", "[1,2]", undefined],
    ["cards.csv", "Title\nBuy milk", "csv"],
    ["cards", "Title,Lane\nBuy milk,To do", "csv"],
    ["cards.txt", "Title;Lane", "csv"],
    ["page.csv", "<html>", undefined],
    ["photo.csv", "\u0000\u0001PNG,", undefined],
    ["notes", "just words", undefined],
    ["empty.csv", "", undefined],
  ])("takes %s with %j for %s", (name, head, format) => {
    expect(detectFormat(name, head)).toBe(format)
  })
  it("refuses empty and over-long files before they are sent", () => {
    expect(checkFile({ size: 0 })).toContain("empty")
    expect(checkFile({ size: 51 * 1024 * 1024 })).toContain("51 MB")
    expect(checkFile({ size: 50 * 1024 * 1024 })).toBeUndefined()
  })
  it("counts every card that comes over, in whatever form, and none that is lost", () => {
    const line = (code: string, count: number) => ({ code, count, words: "", examples: [] })
    const report = {
      ...{ format: "trello" as const, boardName: "x" },
      kept: [line("cards", 50), line("archived-cards", 7), line("labels", 3)],
      changed: [line("cards-without-lane", 2), line("recoloured-labels", 9)],
      lost: [line("unreadable-card", 4)],
    }
    expect(cardsOf(report)).toBe(59)
  })
})

describe("lines of a stream", () => {
  it("joins lines that come in pieces, even in the middle of a character", async () => {
    const bytes = new TextEncoder().encode('{"a":"é"}\n\n{"b":2}')
    const lines: string[] = []
    const pieces = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
        controller.close()
      },
    })
    for await (const line of linesOf(pieces)) lines.push(line)
    expect(lines).toEqual(['{"a":"é"}', '{"b":2}'])
  })
  it("has no line in an empty stream", async () => {
    for await (const line of linesOf(new Blob([]).stream())) expect.unreachable(line)
  })
})

describe("a board's settings", () => {
  afterEach(() => vi.restoreAllMocks())
  const meta = {
    name: "Ward",
    "l:a": { name: "Bug", color: "red" },
    "f:x": { name: "Size", type: "text", rank: "a0V" },
  }

  it("writes both sides of a change, and nothing when nothing changes", () => {
    expect(renameBoard(meta, " Ward 7 ")).toEqual([{ kind: "set-meta", key: "name", from: "Ward", to: "Ward 7" }])
    expect(renameBoard(meta, "Ward")).toEqual([])
    expect(renameBoard(meta, "  ")).toEqual([])
    expect(putLabel(meta, { id: "a", name: "Bug", color: "red" })).toEqual([])
    const timed = { id: "a", name: "Bug", color: "red", targetMinutes: 8, isCounted: true } as const
    expect(putLabel(meta, timed)).toMatchObject([
      { key: "l:a", to: { name: "Bug", color: "red", targetMinutes: 8, isCounted: true } },
    ])
    expect(putLabel(meta, { ...timed, isCounted: false })).toMatchObject([
      { to: { name: "Bug", color: "red", targetMinutes: 8 } },
    ])
  })
  it("puts a definition away and brings it back as it was", () => {
    expect(putAway(meta, "l", "a")).toEqual([{ kind: "set-meta", key: "l:a", from: meta["l:a"], to: null }])
    expect(bringBack({}, "l", "a", meta["l:a"])).toEqual([
      { kind: "set-meta", key: "l:a", from: null, to: meta["l:a"] },
    ])
  })
  it("makes fields that the board takes, with choices only where they belong", () => {
    const choice = putField({}, { id: "c", name: "Size", type: "choice", options: ["S", "L"], rank: "a0V" })
    const text = putField({}, { id: "t", name: "Note", type: "text", options: ["S"], rank: "a0V" })
    for (const change of [...choice, ...text]) {
      if (change.kind !== "set-meta") throw new Error("not a setting")
      expect(checkRegister("meta", change.key, change.to)).toBe("fine")
    }
    expect(JSON.stringify(text)).not.toContain("options")
  })
  it("sets one field aside at a time for what walls know, and gives it back its place", () => {
    const pieces = { id: "p", name: "Pieces", type: "number", rank: "a", use: "quantity" } as const
    const kilos = { id: "k", name: "Kilos", type: "number", rank: "b" } as const
    const meta = { "f:p": { ...pieces, id: undefined }, "f:k": { ...kilos, id: undefined } } as unknown as Registers
    const set = (changes: readonly Change[]) =>
      changes.map((change) => change.kind === "set-meta" && [change.key, (change.to as { use?: string }).use])
    expect(set(setAside(meta, [pieces, kilos], "k", "quantity"))).toEqual([
      ["f:p", undefined],
      ["f:k", "quantity"],
    ])
    expect(set(setAside(meta, [pieces, kilos], "p", undefined))).toEqual([["f:p", undefined]])
    expect(set(putField(meta, { ...pieces, name: "Portions" }))).toEqual([["f:p", "quantity"]])
  })
  it("reads choices one per line, without blanks and repetitions", () => {
    expect(optionsFrom(" S \n\nM\nS\n")).toEqual(["S", "M"])
  })
  it("knows a name that is taken, whatever its capitals", () => {
    const defs = [{ id: "a", name: "Bug" }]
    expect(isTaken(defs, " bug")).toBe(true)
    expect(isTaken(defs, "bug", "a")).toBe(false)
  })
  it("gives a new label a colour that none has yet", () => {
    const blue = { id: "1", name: "x", color: "blue" as const }
    expect(nextColour([])).toBe("blue")
    expect(nextColour([blue])).toBe("green")
  })
})

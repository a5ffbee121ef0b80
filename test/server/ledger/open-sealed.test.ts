import { describe, expect, it } from "vitest"
import { Chain } from "../../../server/ledger/chain.ts"
import { openRun, openSealed } from "../../../server/ledger/open-sealed.ts"
import type { ActorId, BoardId } from "../../../shared/ids.ts"
import type { SealedEntry } from "../../../shared/model/entry.ts"
import { fold, noPromises } from "../../../shared/promises/fold.ts"

function ledger(count: number): readonly SealedEntry[] {
  const chain = new Chain("AAAAAAAAAAAAAAAAAAAAAA" as BoardId, { seq: 0, hash: "", at: 0 })
  return Array.from(
    { length: count },
    (_, n) =>
      chain.seal({ actor: "user:a" as ActorId, kind: "comment.added", card: "c", text: `Words ${n}` }, n).stored,
  )
}
const kinds = (entries: readonly { readonly kind: string }[]) => entries.map(({ kind }) => kind)

describe("a stored entry", () => {
  it("is told as it was sealed", () => {
    expect(openSealed(ledger(1)[0]!)).toMatchObject({ seq: 1, kind: "comment.added", text: "Words 0" })
  })

  it.each<readonly [string, (sealed: SealedEntry) => SealedEntry]>([
    ["its content is cut short", (sealed) => ({ ...sealed, body: sealed.body.slice(0, 20) })],
    ["its content says something else", (sealed) => ({ ...sealed, body: sealed.body.replace("user:a", "user:b") })],
    ["its hash is another one", (sealed) => ({ ...sealed, hash: sealed.prevHash })],
    ["the hash before it is none", (sealed) => ({ ...sealed, prevHash: "" })],
  ])("has something in its place when %s", (_, damage) => {
    const opened = openSealed(damage(ledger(2)[1]!))
    expect(opened).toMatchObject({ seq: 2, kind: "entry.unreadable", unreadable: true })
    expect(opened).not.toHaveProperty("text")
  })

  it("of which only the words cannot be read keeps the rest, and is not called erased", () => {
    const opened = openSealed({ ...ledger(1)[0]!, words: '{"text":"Wo' })
    expect(opened).toMatchObject({ kind: "comment.added", card: "c", unreadable: true })
    expect(opened.erased).toBeUndefined()
  })
})

describe("a run of entries", () => {
  it("has no gap, also where entries are missing, and can be folded", () => {
    const run = openRun(ledger(6).toSpliced(2, 2), 0)
    expect(run.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6])
    expect(kinds(run).filter((kind) => kind === "entry.unreadable")).toHaveLength(2)
    expect(run.reduce(fold, noPromises()).seq).toBe(6)
  })

  it("tells also what is missing at its beginning, and ends before a number that cannot be", () => {
    const [, second, third] = ledger(3) as [SealedEntry, SealedEntry, SealedEntry]
    expect(kinds(openRun([second], 0))).toEqual(["entry.unreadable", "comment.added"])
    expect(openRun([second, { ...third, seq: 2 ** 40 }], 1).map(({ seq }) => seq)).toEqual([2])
  })
})

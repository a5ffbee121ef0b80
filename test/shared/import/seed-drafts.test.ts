import { describe, expect, it } from "vitest"
import type { ActorId } from "../../../shared/ids.ts"
import { importBoard } from "../../../shared/import/import-board.ts"
import { importedFrom, seedDrafts } from "../../../shared/import/seed-drafts.ts"
import { canonicalJson } from "../../../shared/json.ts"
import { splitWords } from "../../../shared/model/entry.ts"
import { seededSource } from "../../support/arbitraries.ts"
import { trelloText } from "../../support/trello.ts"

const ANA = "user:ana" as ActorId
const PEOPLE = ["Ana Ruiz", "Bo Lindqvist", "Chidi Okafor", "Dana Weiss"]

function drafts() {
  const result = importBoard("trello", trelloText({ cards: 15, actions: 30 }), seededSource())
  if (!result.ok) throw new Error(result.error.words)
  return { seed: result.value.seed, drafts: seedDrafts(result.value.seed, ANA, "import") }
}

describe("an imported board in the ledger", () => {
  it("has one entry for every lane, card, label, move and comment, in an order that can be folded", () => {
    const { seed, drafts: made } = drafts()
    expect(made).toHaveLength(seed.changes.length + seed.history.length + seed.comments.length)
    const firstComment = made.findIndex(({ kind }) => kind === "comment.added")
    expect(made.findLastIndex(({ kind }) => kind === "card.created")).toBeLessThan(firstComment)
  })

  it("says who imported the cards, and lets nobody pass for the author of an old comment", () => {
    const { drafts: made } = drafts()
    expect(new Set(made.filter(({ kind }) => kind === "card.created").map(({ actor }) => actor))).toEqual(
      new Set([ANA]),
    )
    const comments = made.filter(({ kind }) => kind === "comment.added")
    expect(comments.length).toBeGreaterThan(0)
    for (const comment of comments) {
      expect(comment.actor).toBe("system")
      expect(PEOPLE).toContain(importedFrom(comment)?.author)
    }
  })

  it("keeps people's names and words beside the hash chain, so that they can be erased", () => {
    for (const draft of drafts().drafts) {
      const { body } = splitWords(draft)
      for (const person of PEOPLE) expect(canonicalJson(body)).not.toContain(person)
      if (draft.text) expect(canonicalJson(body)).not.toContain(draft.text)
    }
  })

  it("tells nothing of the past about what happened here", () => {
    expect(importedFrom({ actor: ANA, kind: "comment.added", text: "hi" })).toBeUndefined()
    expect(importedFrom({ actor: ANA, kind: "card.edited", key: "imported", from: "x" })).toBeUndefined()
  })
})

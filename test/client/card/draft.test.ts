import { describe, expect, it } from "vitest"
import {
  type Draft,
  type DraftEvent,
  draftStep,
  isConflict,
  NO_DRAFT,
  shownText,
} from "../../../client/card/fields/draft.ts"

function play(events: readonly DraftEvent[]): { draft: Draft; written: string[] } {
  const written: string[] = []
  let draft = NO_DRAFT
  for (const event of events) {
    const step = draftStep(draft, event)
    draft = step.draft
    if (step.commit !== undefined) written.push(step.commit)
  }
  return { draft, written }
}
const began: DraftEvent = { type: "begin", value: "old" }
const typed: DraftEvent = { type: "type", value: "old", text: "mine" }

describe("a text that is edited in place", () => {
  it("is written when typing ends", () => {
    expect(play([began, typed, { type: "finish", value: "old" }])).toEqual({ draft: NO_DRAFT, written: ["mine"] })
  })
  it("is not written when nothing was typed, or the same", () => {
    expect(play([began, { type: "finish", value: "old" }]).written).toEqual([])
    expect(play([began, typed, { type: "finish", value: "mine" }]).written).toEqual([])
  })
  it("goes back to what stood there", () => {
    expect(play([began, typed, { type: "restore", value: "old" }])).toEqual({ draft: NO_DRAFT, written: [] })
  })
  it("follows the others until the first key is pressed", () => {
    const { draft } = play([began, { type: "remote", value: "theirs" }])
    expect(shownText(draft, "theirs")).toBe("theirs")
    expect(play([began, { type: "remote", value: "theirs" }, { type: "finish", value: "theirs" }]).written).toEqual([])
  })
  it("never overwrites what somebody else wrote meanwhile, and never loses what was typed", () => {
    const { draft, written } = play([
      began,
      typed,
      { type: "remote", value: "theirs" },
      { type: "finish", value: "theirs" },
    ])
    expect(written).toEqual([])
    expect(isConflict(draft, "theirs")).toBe(true)
    expect(shownText(draft, "theirs")).toBe("mine")
  })
  it("leaves the choice to the person", () => {
    const conflict = [began, typed, { type: "remote", value: "theirs" }] as const
    expect(play([...conflict, { type: "keep-mine", value: "theirs" }])).toEqual({ draft: NO_DRAFT, written: ["mine"] })
    expect(play([...conflict, { type: "take-theirs", value: "theirs" }])).toEqual({ draft: NO_DRAFT, written: [] })
  })
  it("is no conflict when both wrote the same, or when the others took their change back", () => {
    const { draft } = play([began, typed])
    expect(isConflict(draft, "mine")).toBe(false)
    expect(isConflict(draft, "old")).toBe(false)
  })
})

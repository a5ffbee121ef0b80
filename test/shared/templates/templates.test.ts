import { describe, expect, it } from "vitest"
import { apply } from "../../../shared/change/apply.ts"
import type { ActorId } from "../../../shared/ids.ts"
import { seedDrafts } from "../../../shared/import/seed-drafts.ts"
import { EMPTY_BOARD } from "../../../shared/model/board-view.ts"
import { cardOf, cardsByLane, checklistsOf, recordLinksOf } from "../../../shared/model/card.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { checkRegister } from "../../../shared/model/keys.ts"
import { liveLanes } from "../../../shared/model/lane.ts"
import { crewRolesOf, labelsOf } from "../../../shared/model/settings.ts"
import { fold, noPromises } from "../../../shared/promises/fold.ts"
import { seedTemplate } from "../../../shared/templates/seed-template.ts"
import { TEMPLATES } from "../../../shared/templates/templates.ts"
import { seededSource } from "../../support/arbitraries.ts"

const NOW = Date.UTC(2026, 4, 4, 9, 30)
const seedOf = (id: string, empty = false) => seedTemplate(id, { ...seededSource(NOW), empty })!
const viewOf = (id: string, empty = false) => seedOf(id, empty).changes.reduce(apply, EMPTY_BOARD)

describe("templates", () => {
  it("are the six that people are offered, each with a name and a line of its own", () => {
    expect(TEMPLATES.map(({ id }) => id)).toEqual([
      "product-team",
      "ward-shift",
      "order-fulfilment",
      "incident-desk",
      "kitchen-pass",
      "plain-kanban",
    ])
    expect(new Set(TEMPLATES.map(({ line }) => line)).size).toBe(6)
  })

  it("are unknown under any other name", () => {
    expect(seedTemplate("constructor", seededSource())).toBeUndefined()
  })

  describe.each(TEMPLATES)("$name", ({ id, name }) => {
    it("holds only registers of the right form, under ids that are all different", () => {
      const { changes } = seedOf(id)
      const ids = changes.flatMap((change) => (change.kind === "created" ? [change.id] : []))
      expect(new Set(ids).size).toBe(ids.length)
      for (const change of changes) {
        if (change.kind === "set-meta") expect(checkRegister("meta", change.key, change.to)).toBe("fine")
        if (change.kind !== "created") continue
        for (const [key, value] of Object.entries(change.value))
          expect(checkRegister(change.root, key, value), `${key} of ${change.id}`).toBe("fine")
      }
    })

    it("is a board to work on: lanes from waiting to done, cards with a next step in all but few", () => {
      const view = viewOf(id)
      const lanes = liveLanes(view)
      expect(view.meta.name).toBe(name)
      expect(lanes[0]?.kind).toBe("waiting")
      expect(lanes.at(-1)?.kind).toBe("done")
      expect(lanes.some((lane) => lane.kind === "pass")).toBe(true)
      expect(lanes.some((lane) => lane.wip !== undefined)).toBe(true)
      const cards = [...view.cards].map(([card, registers]) => cardOf(card, registers))
      expect(cards.length).toBeGreaterThanOrEqual(6)
      expect(cards.length).toBeLessThanOrEqual(12)
      expect(cardsByLane(view).get("")).toEqual([])
      for (const card of cards) expect(card.next, card.title).not.toBe("")
    })

    it("shows what a board can say: critical, due, blocked with its reason, labels, crew, links, signed checks", () => {
      const view = viewOf(id)
      const things = [...view.cards.values()]
      const cards = things.map((registers) => cardOf("", registers))
      const roles = new Set(crewRolesOf(view).map((role) => role.id))
      const labels = new Set(labelsOf(view).map((label) => label.id))
      expect(cards.filter((card) => card.severity === "critical")).not.toEqual([])
      expect(cards.filter((card) => card.due !== undefined)).not.toEqual([])
      expect(cards.filter((card) => card.blocked !== undefined)).toHaveLength(1)
      expect(things.flatMap(recordLinksOf)).not.toEqual([])
      expect(cards.flatMap((card) => card.crew).every(({ role }) => roles.has(role))).toBe(true)
      expect(cards.flatMap((card) => card.labelIds).every((label) => labels.has(label))).toBe(true)
      const checks = things.flatMap(checklistsOf).flatMap((list) => list.checks)
      expect(checks.some((check) => check.roles.length > 0)).toBe(true)
      expect(checks.flatMap((check) => check.roles).every((role) => roles.has(role))).toBe(true)
      expect(seedOf(id).texts).not.toEqual([])
    })

    it("dates everything around now: past beginnings, due dates ahead, whole milliseconds", () => {
      const seed = seedOf(id)
      const cards = seed.changes.flatMap((change) =>
        change.kind === "created" && change.root === "cards" ? [change] : [],
      )
      for (const { id: card, value } of cards) {
        const since = seed.since[card]!
        expect(Number.isInteger(since.createdAt) && Number.isInteger(since.enteredLaneAt)).toBe(true)
        expect(since.createdAt).toBeLessThanOrEqual(since.enteredLaneAt)
        expect(since.enteredLaneAt).toBeLessThan(NOW)
        const today = new Date(NOW).toISOString().slice(0, 10)
        if (value.due !== undefined) expect(String(value.due) >= today, String(value.due)).toBe(true)
      }
    })

    it("can come without the sample cards", () => {
      const view = viewOf(id, true)
      expect(view.cards.size).toBe(0)
      expect(liveLanes(view).length).toBeGreaterThan(3)
    })

    it("folds into ages that reach back before the board was made", () => {
      const seed = seedOf(id)
      const state = noPromises()
      for (const [i, draft] of seedDrafts(seed, "user:ana" as ActorId).entries())
        fold(state, { ...draft, v: 1, board: "b", seq: i + 1, at: NOW, prevHash: "", hash: "" } as unknown as Entry)
      for (const [card, since] of Object.entries(seed.since)) expect(state.cards[card]).toMatchObject({ ...since })
    })
  })
})

import { expect, it } from "vitest"
import type { Target } from "../../../shared/handoff/handoff.ts"
import { isEligible } from "../../../shared/handoff/parties.ts"
import type { ActorId } from "../../../shared/ids.ts"
import type { BoardRole } from "../../../shared/rules/permission.ts"

const LANES: Readonly<Record<string, readonly string[]>> = { test: ["test"], anywhere: [] }
const BOARD = {
  accountable: () => null,
  crewOf: () => [],
  crewRolesOf: (lane: string) => LANES[lane],
}
const ANYBODY: Target = { kind: "lane", id: "anywhere" }
const TESTERS: Target = { kind: "role", id: "test" }

it.each<readonly [actor: string, role: BoardRole, target: Target, mayAccept: boolean]>([
  ["user:bo", "member", ANYBODY, true],
  ["user:bo", "member", TESTERS, true],
  ["user:bo", "member", { kind: "lane", id: "test" }, true],
  ["user:bo", "member", { kind: "lane", id: "nowhere" }, false],
  ["guest:gus", "member", ANYBODY, true],
  ["user:vi", "viewer", TESTERS, false],
  ["shared:wall", "shared", ANYBODY, false],
  ["key:ci", "lead", ANYBODY, false],
  ["key:ci", "lead", TESTERS, false],
  ["key:ci", "lead", { kind: "person", id: "key:ci" }, false],
])("[H16] of who could accept, %s (%s), offered to %j: %s", (actor, role, target, mayAccept) => {
  expect(isEligible({ actor: actor as ActorId, role, crewRoles: ["test"] }, target, BOARD)).toBe(mayAccept)
})

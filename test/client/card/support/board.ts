/** A small board with one full card, as the panel's tests need it. */
import type { ActorId, BoardId } from "../../../../shared/ids.ts"
import type { Entry, EntryDraft } from "../../../../shared/model/entry.ts"
import type { Person } from "../../../../shared/wire/http.ts"
import type { FakeBoard } from "../../support/fake-session.ts"

export const NOW = Date.UTC(2026, 10, 24, 9, 0)

export const BOARD: FakeBoard = {
  meta: {
    version: 1,
    name: "Team",
    "l:bug": { name: "Bug", color: "red" },
    "l:web": { name: "Web", color: "blue" },
    "r:dev": { name: "Developer" },
    "r:tester": { name: "Tester" },
    "f:points": { name: "Points", type: "number", rank: "a1" },
    "f:size": { name: "Size", type: "choice", options: ["S", "M"], rank: "a2" },
  },
  lanes: {
    todo: { name: "To do", rank: "a1", kind: "waiting" },
    doing: { name: "Doing", rank: "a2", kind: "active", target: 60 },
  },
  cards: {
    card: {
      place: ["todo", "a1"],
      title: "Fix the door",
      next: "Call the locksmith",
      "l:bug": true,
      "h:list": { name: "Before handing over", rank: "a1" },
      "c:one": { list: "list", text: "Key fits", rank: "a1", roles: ["tester"] },
      "c:two": { list: "list", text: "Door closes", rank: "a2", roles: [] },
      "d:one": true,
    },
    other: { place: ["doing", "a1"], title: "Other" },
  },
}

export const PEOPLE: readonly Person[] = [
  { actor: "user:me", name: "Ada", role: "lead", crewRoles: [] },
  { actor: "user:ana", name: "Ana Lee", role: "member", crewRoles: [] },
  { actor: "user:bo", name: "Bo", role: "member", crewRoles: [] },
]

export function entry(seq: number, draft: Partial<EntryDraft> & { readonly kind: string }, at = NOW + seq): Entry {
  return {
    v: 1,
    board: "fakeboardfakeboardfake" as BoardId,
    ...{ seq, at, prevHash: "", hash: "" },
    actor: "user:ana" as ActorId,
    card: "card",
    ...draft,
  }
}

/** A small board: two lanes, two cards. */
import type { Change } from "../../../shared/change/change.ts"

export function writeBoardParts(): readonly Change[] {
  return [
    { kind: "set-meta", key: "name", from: null, to: "Board" },
    { kind: "created", root: "lanes", id: "todo", value: { name: "To do", rank: "a", kind: "waiting" } },
    { kind: "created", root: "lanes", id: "done", value: { name: "Done", rank: "b", kind: "done" } },
    { kind: "created", root: "cards", id: "card-1", value: { title: "First", place: ["todo", "a"] } },
    { kind: "created", root: "cards", id: "card-2", value: { title: "Second", place: ["todo", "b"] } },
  ]
}

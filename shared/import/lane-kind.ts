/** Other tools have no kinds of lane, so the kind is guessed from the lane's name; people can change it on the board. */
import type { LaneKind } from "../model/lane.ts"

const CLUES: readonly (readonly [LaneKind, RegExp])[] = [
  [
    "done",
    /\b(done|complete[d]?|closed|finished|shipped|released|live|delivered|resolved|erledigt|fertig|archive[d]?)\b/i,
  ],
  [
    "waiting",
    /\b(backlog|to[ -]?do|inbox|incoming|waiting|queue|icebox|ideas?|later|next( up)?|new|requests?|triage|offen)\b/i,
  ],
  ["pass", /\b(review|test(ing)?|qa|verif\w*|approv\w*|sign[ -]?off|acceptance|staging|check(ing)?|hand(off|over))\b/i],
]

export function guessLaneKind(name: string): LaneKind {
  return CLUES.find(([, clue]) => clue.test(name))?.[0] ?? "active"
}

/** How many lines of its own a row's next step takes: the row is as tall as that, so that the step can be read. Pure. */
import { kiosk as words } from "../words/en/kiosk.ts"
import type { Row } from "./picture.ts"
import { whoWords } from "./sentences.ts"
import { linesOf, widthEm } from "./text-width.ts"

/** And one more where what is wrong stands before it. */
const MOST_NEXT_LINES = 2
/** A line as wide as this, in its own letters, may hold the next step beside the rest. */
const WIDE_LINE_EM = 40
/** "due soon, at least 23 h 59 min" with its shape. */
const AGE_EM = 15
/** A state with its shape and frame. */
const STATE_EM = 7.5
/** "12 min to accept" */
const LEFT_EM = 9
/** As in the style sheet. */
const MOST_WHO_EM = 10
const BOLD = 1.1
const JOINED_EM = 0.9

/** Why nothing goes on, where that may be said here; the very next step otherwise. */
export const nextWords = ({ card }: Pick<Row, "card">): string => card.blocked || card.next || words.noNext

/** What is wrong with it and not said by its title or its age; it stands before the next step. */
export const statesBeforeNext = (row: Row): readonly ("overdue" | "blocked")[] => [
  ...(row.isOverdue && row.step !== "late" ? (["overdue"] as const) : []),
  ...(row.isBlocked ? (["blocked"] as const) : []),
]

/** 0: it stands beside age and person. `mayStandBeside` is false where the lane stands there. */
export function nextLinesOf(row: Row, lineEm: number, mayStandBeside: boolean): number {
  const line = lineEm - (row.isJoined ? JOINED_EM : 0)
  const states = statesBeforeNext(row).length * STATE_EM
  const next = nextWords(row)
  const most = MOST_NEXT_LINES + (states > 0 ? 1 : 0)
  if (mayStandBeside && line >= WIDE_LINE_EM && leadEm(row) + states + widthEm(next) <= line) return 0
  return Math.min(most, linesOf(next, line, states))
}

/** Never less than what age and person take, whatever the time is: rows do not jump when a minute has passed. */
function leadEm({ card, isOffered }: Row): number {
  const who = BOLD * widthEm(whoWords(card))
  return AGE_EM + (card.handoff === null ? Math.min(MOST_WHO_EM, who) : who) + (isOffered ? LEFT_EM : 0)
}

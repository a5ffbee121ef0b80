/**
 * The courses of handoffs on boards, each read from the ledger once and then only on: whoever asks for the numbers of a board
 * costs the entries since the last time. Reading is shared by all who ask meanwhile.
 */
import type { BoardId } from "../../shared/ids.ts"
import { COURSE_KINDS, type Courses, foldCourse, noCourses } from "../../shared/metrics/courses.ts"
import { type Numbers, numbersOf } from "../../shared/metrics/numbers.ts"
import { type Instant, SECOND_MS } from "../../shared/time.ts"
import type { Journal } from "../store/store.ts"
import { openSealed } from "./open-sealed.ts"

/** Boards whose courses are kept; what falls out is read anew when somebody asks. */
const MOST_KEPT = 32

const PAGE = 5_000

/** Where nothing happened, numbers that were told so lately are told again: only the ages of what waits have changed. */
const FRESH_MS = 5 * SECOND_MS

/** Windows of one board whose numbers are kept. */
const MOST_WINDOWS = 8

export interface NumbersBook {
  /** Of the `days` before `now`, as of the last entry that is stored. */
  read(board: BoardId, days: number, now: Instant): Promise<Numbers>
}

interface Kept {
  readonly courses: Courses
  /** By how many days they look back. */
  readonly told: Map<number, Numbers>
}

export function createNumbersBook(journal: Pick<Journal, "readEntries">): NumbersBook {
  const kept = new Map<BoardId, Kept>()
  const reading = new Map<BoardId, Promise<Kept>>()

  async function readOn(board: BoardId): Promise<Kept> {
    const { courses, told } = kept.get(board) ?? { courses: noCourses(), told: new Map() }
    const [newest] = await journal.readEntries(board, { limit: 1, newestFirst: true })
    const head = newest?.seq ?? 0
    while (courses.seq < head) {
      const asked = { since: courses.seq, before: head + 1, kinds: COURSE_KINDS, limit: PAGE }
      const page = await journal.readEntries(board, asked)
      for (const sealed of page) foldCourse(courses, openSealed(sealed))
      // The kinds between are none of these: they need not be looked through again.
      if (page.length < PAGE) courses.seq = head
    }
    return keepNewest(kept, board, { courses, told }, MOST_KEPT)
  }

  return {
    async read(board, days, now) {
      const read = reading.get(board) ?? readOn(board)
      reading.set(board, read)
      try {
        return tell(await read, days, now)
      } finally {
        if (reading.get(board) === read) reading.delete(board)
      }
    },
  }
}

function tell({ courses, told }: Kept, days: number, now: Instant): Numbers {
  const before = told.get(days)
  const isFresh = before !== undefined && before.seq === courses.seq && Math.abs(now - before.at) < FRESH_MS
  return isFresh ? before : keepNewest(told, days, numbersOf(courses, now, days), MOST_WINDOWS)
}

function keepNewest<K, V>(all: Map<K, V>, key: K, value: V, most: number): V {
  all.delete(key)
  all.set(key, value)
  for (const oldest of all.keys()) {
    if (all.size <= most) break
    all.delete(oldest)
  }
  return value
}

/**
 * The courses of handoffs on boards, each read from the ledger once and then only on: whoever asks for the numbers of a board
 * costs the entries since the last time. Reading is shared by all who ask meanwhile.
 */
import type { BoardId } from "../../shared/ids.ts"
import { COURSE_KINDS, type Courses, foldCourse, noCourses } from "../../shared/metrics/courses.ts"
import { openEntry } from "../../shared/model/entry.ts"
import type { Journal } from "../store/store.ts"

/** Boards whose courses are kept; what falls out is read anew when somebody asks. */
const MOST_KEPT = 32

const PAGE = 5_000

export interface NumbersBook {
  /** As of the last entry that is stored. */
  read(board: BoardId): Promise<Courses>
}

export function createNumbersBook(journal: Pick<Journal, "readEntries">): NumbersBook {
  const kept = new Map<BoardId, Courses>()
  const reading = new Map<BoardId, Promise<Courses>>()

  async function readOn(board: BoardId): Promise<Courses> {
    const courses = kept.get(board) ?? noCourses()
    const [newest] = await journal.readEntries(board, { limit: 1, newestFirst: true })
    const head = newest?.seq ?? 0
    while (courses.seq < head) {
      const asked = { since: courses.seq, before: head + 1, kinds: COURSE_KINDS, limit: PAGE }
      const page = await journal.readEntries(board, asked)
      for (const sealed of page) foldCourse(courses, openEntry(sealed))
      // The kinds between are none of these: they need not be looked through again.
      if (page.length < PAGE) courses.seq = head
    }
    keep(board, courses)
    return courses
  }

  function keep(board: BoardId, courses: Courses): void {
    kept.delete(board)
    kept.set(board, courses)
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break
      kept.delete(oldest)
    }
  }

  return {
    async read(board) {
      const read = reading.get(board) ?? readOn(board)
      reading.set(board, read)
      try {
        return await read
      } finally {
        if (reading.get(board) === read) reading.delete(board)
      }
    },
  }
}

/**
 * The round of the mail: looks who is due, composes, sends. A mail is written down as told before it leaves, and taken back
 * when the mail server did not take it. So a server that dies in the middle may lose one mail; it never sends one twice.
 */
import { setTimeout as pause } from "node:timers/promises"
import type { BoardId, UserId } from "../../shared/ids.ts"
import type { Entry } from "../../shared/model/entry.ts"
import { type Instant, SECOND_MS } from "../../shared/time.ts"
import type { RelayLog } from "../relay/notices.ts"
import type { MailRow, Store, UserRow } from "../store/store.ts"
import { type Addressee, type BoardNews, composeDigest, composeUrgent } from "./compose.ts"
import { freshOf, isWorthTelling, needKeys, urgentKeys, urgentOf } from "./due.ts"
import { type GatherParts, gather } from "./gather.ts"
import type { Message } from "./message.ts"
import { nextMail, retryAt } from "./schedule.ts"
import type { Sender } from "./sender.ts"

export interface PostParts extends GatherParts {
  readonly store: Store
  readonly sender: Sender
  readonly publicUrl: string
  readonly log: RelayLog
  readonly everyMs?: number
  now(): Instant
}

export interface Post {
  /** For every entry that was stored: a clock that struck may be news for somebody at once. */
  heard(board: BoardId, entries: readonly Entry[]): void
  /** Ends the round; the mail that is leaving may finish. */
  close(): Promise<void>
}

const EVERY_MS = 20 * SECOND_MS
const LAST_WORDS_MS = 4 * SECOND_MS
const MOST_TRIES = 10

export function createPost(parts: PostParts): Post {
  const { store, sender, log, now } = parts
  const { mail } = store
  let isClosed = false
  let hasStarted = false
  /** Boards that wait to be looked at. */
  const alarming = new Set<BoardId>()
  /** One round at a time; what is asked for meanwhile is the next. */
  let turn: Promise<void> = Promise.resolve()

  const inTurn = (work: () => Promise<void>): void => {
    turn = turn
      .then(() => (isClosed ? undefined : work()))
      .catch((error: Error) => log.warn("mail round not finished", { why: error.name }))
  }
  const timer = setInterval(() => inTurn(round), parts.everyMs ?? EVERY_MS)
  timer.unref()

  async function round(): Promise<void> {
    // What struck while no server ran, or in the moment in which it died, has told nobody.
    if (!hasStarted) for (const { userId } of await mail.listAtOnce()) await lookSoon(userId)
    hasStarted = true
    for (const row of await mail.listDue(now())) if (!isClosed) await visit(row)
  }

  const lookSoon = (user: UserId) => change(user, (row) => (row.urgentAt === null ? { ...row, urgentAt: now() } : row))

  async function visit(row: MailRow): Promise<void> {
    const user = await store.accounts.findUser({ id: row.userId })
    if (!user || user.disabledAt !== null) {
      await mail.put({ ...row, urgentAt: null, nextAt: nextMail(row, now()) })
      return
    }
    const news = await gather(parts, row.userId, row.since)
    const next = row.urgentAt !== null && row.urgentAt <= now() ? await tellUrgent(row, user, news) : row
    if (next && next.nextAt !== null && next.nextAt <= now()) await tellDigest(next, user, news)
  }

  /** Resolves to the row as it stands then; undefined when somebody else has changed it meanwhile. */
  async function tellUrgent(row: MailRow, user: UserRow, news: readonly BoardNews[]): Promise<MailRow | undefined> {
    const urgent = urgentOf(news)
    const fresh = freshOf(urgent, row.told.urgent)
    const claim = { ...row, urgentAt: null, told: { ...row.told, urgent: urgentKeys(urgent) } }
    if (!(await mail.put(claim))) return undefined
    if (fresh.length > 0) {
      const slot = `urgent ${urgentKeys(fresh).join(" ")}`
      await deliver(row.userId, composeUrgent(fresh, addressee(row, user, slot)), (failed) => ({
        ...failed,
        urgentAt: retryAt(failed.failures, now()),
        told: { ...failed.told, urgent: row.told.urgent },
      }))
    }
    return mail.find({ userId: row.userId })
  }

  async function tellDigest(row: MailRow, user: UserRow, news: readonly BoardNews[]): Promise<void> {
    const keys = needKeys(news)
    const nextAt = nextMail(row, now())
    if (!isWorthTelling(row, news)) {
      const needs = row.told.needs.filter((key) => keys.includes(key))
      await mail.put({ ...row, nextAt, told: { ...row.told, needs } })
      return
    }
    if (!(await mail.put({ ...row, nextAt, since: now(), told: { ...row.told, needs: keys } }))) return
    const message = composeDigest(news, addressee(row, user, `digest ${row.since}`))
    await deliver(row.userId, message, (failed) => ({
      ...failed,
      ...{ since: row.since, told: { ...failed.told, needs: row.told.needs } },
      nextAt: failed.nextAt === null ? null : Math.min(failed.nextAt, retryAt(failed.failures, now())),
    }))
  }

  async function deliver(user: UserId, message: Message, takeBack: (row: MailRow) => MailRow): Promise<void> {
    const sent = await sender.send(message)
    if (!sent.ok) log.warn("mail not taken", { code: sent.code, again: sent.again })
    if (sent.ok || sent.again === "never") {
      await change(user, (row) => (row.failures === 0 ? row : { ...row, failures: 0 }))
      return
    }
    await change(user, (row) => ({ ...takeBack(row), failures: row.failures + 1 }))
  }

  /** Settings may change at any moment: what was read again is changed again. */
  async function change(user: UserId, to: (row: MailRow) => MailRow): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const row = await mail.find({ userId: user })
      const next = row && to(row)
      if (!next || next === row || (await mail.put(next))) return
    }
  }

  const addressee = (row: MailRow, { name }: UserRow, slot: string): Addressee => ({
    ...{ name, slot, publicUrl: parts.publicUrl },
    ...{ address: row.address, unsubscribe: row.unsubscribe },
  })

  async function alert(board: BoardId): Promise<void> {
    const members = new Set((await store.boards.listMembers(board)).map(({ userId }) => userId))
    for (const { userId } of await mail.listAtOnce()) if (members.has(userId)) await lookSoon(userId)
    await round()
  }

  return {
    heard(board, entries) {
      // Clocks may strike faster than a round takes; one look sees all that struck before it.
      if (alarming.has(board) || !entries.some(({ kind }) => kind === "handoff.expired")) return
      alarming.add(board)
      inTurn(() => {
        alarming.delete(board)
        return alert(board)
      })
    },
    async close() {
      isClosed = true
      clearInterval(timer)
      await Promise.race([turn, pause(LAST_WORDS_MS, undefined, { ref: false })])
      sender.close()
    },
  }
}

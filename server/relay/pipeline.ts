/**
 * The board's one line of work: inbox → batch → store → everybody. While a batch is being stored the next gathers in the
 * inbox, so a quiet board pays one disk flush per edit and a storm pays one per batch.
 *
 * When the store fails, nothing is lost and nobody is sent away: the documents go back to what is stored, the work stays in
 * the inbox, the board is read-only until the store answers, and then the same work is done again. What was stored after
 * all (an answer that got lost) is recognised by its structs and command ids.
 */

import { readBoard } from "../../shared/doc/read.ts"
import type { Someone } from "../../shared/handoff/parties.ts"
import type { ActorId, BoardId } from "../../shared/ids.ts"
import type { StoredDamage } from "../../shared/model/damage.ts"
import type { Entry } from "../../shared/model/entry.ts"
import type { Promises } from "../../shared/promises/fold.ts"
import type { Instant } from "../../shared/time.ts"
import type { CheckpointKey } from "../ledger/checkpoint.ts"
import { BoardCounts } from "../referee/counts.ts"
import { BOARD_DOC, type Checkpoint, type Store, StoreError } from "../store/store.ts"
import { Answers } from "./answers.ts"
import { appendOf, checkpointOf } from "./append-of.ts"
import { Batch, type TextCount } from "./batch.ts"
import { type BoardState, type Loaded, loadState } from "./board-state.ts"
import { Channel } from "./channel.ts"
import { isBlocked, loggedDamage, turnAway } from "./damage.ts"
import type { Followers } from "./followers.ts"
import { Inbox } from "./inbox.ts"
import type { KeptFolds } from "./kept-folds.ts"
import type { RelayLimits } from "./limits.ts"
import type { RelayLog, RelayMetrics } from "./notices.ts"
import { prepare } from "./prepare.ts"
import { answerAuthors, broadcastUpdates } from "./publish.ts"
import { reload, sendWhole } from "./reload.ts"
import { SheetWords } from "./sheet-words.ts"
import { TextEntries } from "./text-entries.ts"
import { Turnstile } from "./turnstile.ts"
import type { Work } from "./work.ts"

export interface PipelineParts {
  readonly board: BoardId
  readonly store: Store
  readonly limits: RelayLimits
  readonly log: RelayLog
  readonly metrics: RelayMetrics
  readonly checkpointKey: CheckpointKey | undefined
  readonly followers: Followers
  readonly folds: KeptFolds
  now(): Instant
  /** Entries that are stored now, in order and each once. */
  stored(entries: readonly Entry[]): void
  /** A batch is out: time for compaction and other follow-up. */
  published(batch: Batch): void
  /** Something was stored that nobody here was told of, and is told now. */
  caughtUp(): void
  readOnlyChanged(): void
  /** The document of a text, opened if need be. */
  openText(textId: string): Promise<Channel>
  /** Who could take something over. */
  crew(): Promise<readonly Someone[]>
  /** The board's clocks may have moved: the fold as it is stored now. */
  clocksMoved(promises: Promises): void
  /** For tests that prove that they would notice: broadcasts before it is stored. */
  readonly broadcastBeforeCommit?: boolean
}

/** More would not fit into one flush anyway. */
const MOST_WORKS = 1_000

export class Pipeline {
  readonly channels = new Map<string, Channel>()
  readonly textCount: TextCount = { count: undefined }
  /** Stored records that cannot be read: nothing is written while there are any. */
  damage: StoredDamage | undefined
  #cannotStore = false
  #state: BoardState | undefined
  #isRunning = false
  #isStopped = false
  /** How many works are still to be taken one by one, after a batch that could not be applied. */
  #singly = 0
  #failures = 0
  #publishedSeq = 0
  #publishedPosition = 0
  readonly #inbox = new Inbox()
  /** For those who must see the board when all of it is stored. */
  readonly #settled = new Turnstile((error) => this.#failed("somebody could not be served", error))
  readonly #answers: Answers
  readonly #textEntries: TextEntries
  readonly sheetWords: SheetWords
  readonly #parts: PipelineParts

  private constructor(parts: PipelineParts) {
    this.#parts = parts
    this.#answers = new Answers(parts.board, parts.store.journal)
    this.#textEntries = new TextEntries(parts.limits.textEntryMs)
    this.sheetWords = new SheetWords(parts.limits.sheetEntryMs)
  }

  /** Undefined when there is no such board. */
  static async open(parts: PipelineParts): Promise<Pipeline | undefined> {
    const loaded = await loadState(parts.store, parts.board, parts.limits.recentEntries, parts.folds)
    if (!loaded) return undefined
    const pipeline = new Pipeline(parts)
    pipeline.channels.set(BOARD_DOC, new Channel(BOARD_DOC, loaded.stored.doc, parts.limits, pipeline.boundTo))
    pipeline.#adopt(loaded)
    pipeline.#publishedSeq = loaded.state.promises.seq
    pipeline.#publishedPosition = loaded.state.position
    pipeline.#settled.open()
    return pipeline
  }

  /** What is known of the board. Only between two batches: then all of it is stored. */
  get state(): BoardState {
    if (!this.#state) throw new Error("the board is being loaded again")
    return this.#state
  }

  get board(): Channel {
    return this.channels.get(BOARD_DOC) as Channel
  }

  get isReadOnly(): boolean {
    return this.damage !== undefined || this.#cannotStore
  }

  get isIdle(): boolean {
    return !this.#isRunning && this.#settled.isOpen && this.#inbox.length === 0 && this.#settled.isEmpty
  }

  /** The ledger's last entry that everybody may know of. */
  get seq(): number {
    return this.#publishedSeq
  }

  readonly boundTo = (clientId: number): ActorId | undefined => this.#state?.clientIds.get(clientId)

  /** False when the inbox is full: stop reading where this came from. The work is taken all the same. */
  push(work: Work): boolean {
    if (isBlocked(work, this.damage)) {
      turnAway(work)
      return true
    }
    this.#inbox.push(work)
    if (!this.#isRunning) void this.#run()
    const { inboxBytes, inboxItems } = this.#parts.limits
    return this.#inbox.bytes <= inboxBytes && this.#inbox.length <= inboxItems
  }

  /** Runs `action` when everything in the documents is stored: at once, or when it is its turn after the batch that is on its way. */
  whenSettled(action: () => void): void {
    this.#settled.pass(action)
  }

  /** Work that is under way is finished first, if the store lets it. */
  async stop(graceMs: number): Promise<void> {
    if (this.sheetWords.isWaiting) this.push({ kind: "sheets", all: true })
    const until = performance.now() + graceMs
    while (!this.isIdle && performance.now() < until) await delay(10)
    this.#isStopped = true
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    while (this.#inbox.length > 0 && !this.#isStopped) {
      // The rest of what this turn of the event loop brings joins the batch.
      await new Promise((resolve) => setImmediate(resolve))
      await this.#turn().catch((error: unknown) => this.#recover("wedged", error))
    }
    this.#isRunning = false
  }

  async #turn(): Promise<void> {
    const works = this.#inbox.peek(this.#singly > 0 ? 1 : MOST_WORKS)
    const answered = await this.#answers.find(works).catch((error: unknown) => this.#recover("store", error))
    if (!answered) return
    const crew = await this.#prepare(works).catch((error: unknown) => this.#recover("store", error))
    if (!crew) return
    const now = this.#parts.now()
    const batch = new Batch({
      state: this.state,
      board: this.board,
      limits: this.#parts.limits,
      textCount: this.textCount,
      now,
      answered,
      crew,
      ...{ texts: this.channels, sheetWords: this.sheetWords },
      isTextEntryDue: (text, actor) => this.#textEntries.isDue(text, actor, now),
    })
    const startedAt = performance.now()
    this.#settled.close()
    try {
      batch.run(works, this.#parts.limits.flushBudgetMs)
    } catch (error) {
      this.#dropCulprit(works)
      await this.#recover("wedged", error)
      return
    }
    this.#inbox.take(batch.taken)
    await this.#store(batch, works, performance.now() - startedAt)
  }

  #prepare(works: readonly Work[]): Promise<readonly Someone[]> {
    const { openText, crew } = this.#parts
    const board = { doc: this.board.doc, promises: this.state.promises, texts: this.channels }
    return prepare(works, { ...board, openText, crew, failed: (event, failure) => this.#failed(event, failure) })
  }

  async #store(batch: Batch, works: readonly Work[], applyMs: number): Promise<void> {
    const { metrics, followers } = this.#parts
    const checkpoint = checkpointOf(batch, this.#parts.checkpointKey)
    if (this.#parts.broadcastBeforeCommit) broadcastUpdates(batch)
    const storedAt = performance.now()
    if (!batch.isEmpty || checkpoint) {
      const outcome = await this.#append(batch, checkpoint)
      if (outcome !== "stored") {
        this.#inbox.putBack(works.slice(0, batch.taken))
        // Not the disk's mood: this very batch cannot be stored, now or later.
        if (outcome.error instanceof StoreError && outcome.error.kind === "broken")
          this.#dropCulprit(works.slice(0, batch.taken))
        await this.#recover(outcome.reason, outcome.error)
        return
      }
    }
    this.#learn(batch, checkpoint)
    if (!this.#parts.broadcastBeforeCommit) broadcastUpdates(batch)
    answerAuthors(batch, followers)
    this.#settled.open()
    metrics.committed(batch.updates.size, batch.entries.length, applyMs, performance.now() - storedAt)
    if (batch.entries.length > 0) this.#parts.stored(batch.entries)
    this.#parts.published(batch)
  }

  async #append(
    batch: Batch,
    checkpoint: Checkpoint | undefined,
  ): Promise<"stored" | { readonly reason: "store" | "conflict"; readonly error?: unknown }> {
    const { board, store, limits } = this.#parts
    // A store that does not answer says nothing either: people must know that nothing is saved meanwhile.
    const slow = setTimeout(() => this.#setReadOnly(true), limits.slowStoreMs)
    try {
      const [result] = await store.journal.append([appendOf(board, batch, checkpoint)])
      if (!result?.ok) return { reason: "conflict" }
      this.state.position = result.position
      return "stored"
    } catch (error) {
      return { reason: "store", error }
    } finally {
      clearTimeout(slow)
    }
  }

  #learn(batch: Batch, checkpoint: Checkpoint | undefined): void {
    const { state } = this
    for (const [clientId, actor] of batch.clientIds) state.clientIds.set(clientId, actor)
    this.#answers.keep(batch.answers)
    this.sheetWords.stored(!batch.isEmpty || checkpoint !== undefined)
    if (batch.nextAlarmAt !== undefined) this.#parts.clocksMoved(state.promises)
    if (checkpoint) state.checkpointSeq = checkpoint.seq
    this.#publishedSeq = state.chain.head.seq
    this.#publishedPosition = state.position
    if (this.#singly > 0) this.#singly--
    // A batch without anything to store says nothing about the store.
    if (batch.isEmpty && !checkpoint) return
    this.#failures = 0
    this.#setReadOnly(false)
  }

  /** A batch that cannot be applied is tried again work by work; what fails alone is dropped, and its author with it. */
  #dropCulprit(works: readonly Work[]): void {
    if (this.#singly === 0) {
      this.#singly = works.length
      return
    }
    const [culprit] = works
    this.#inbox.take(1)
    if (this.#singly > 0) this.#singly--
    if (culprit?.kind === "update") culprit.connection.expel("internal", "an update that could not be applied")
    if (culprit?.kind === "command" || culprit?.kind === "edit") culprit.fail(new Error("could not be applied"))
  }

  /** Back to what is stored. Resolves when work may go on. */
  async #recover(reason: "store" | "conflict" | "wedged", error?: unknown): Promise<undefined> {
    const { log, metrics, board, store } = this.#parts
    metrics.reloaded(reason)
    log.error("board loaded again", { code: reason, why: error instanceof Error ? error.message : undefined, board })
    this.#settled.close()
    this.#state = undefined
    this.#textEntries.forget()
    this.sheetWords.putBack()
    // Counted anew: the same work is going to be done again.
    this.textCount.count = undefined
    if (reason === "store") this.#setReadOnly(true)
    for (let isLoaded = false; !isLoaded && !this.#isStopped; ) {
      isLoaded = await this.#reload().then(
        () => true,
        (failure: unknown) => this.#failed("board cannot be loaded", failure),
      )
      if (!isLoaded) await this.#backOff()
    }
    if (this.#isStopped) return undefined
    this.#settled.open()
    for (let answers = reason !== "store"; !answers && !this.#isStopped; ) {
      await this.#backOff()
      answers = await store.ping().then(
        () => true,
        (failure: unknown) => this.#failed("store does not answer", failure),
      )
    }
    // Otherwise the work that waits shows whether the board can be written again.
    if (this.#inbox.length === 0) this.#setReadOnly(false)
    return undefined
  }

  async #reload(): Promise<void> {
    const { store, board, limits, followers, folds } = this.#parts
    const loaded = await reload(store, board, this.channels, limits.recentEntries, folds)
    const isAhead = loaded.state.position !== this.#publishedPosition
    this.#adopt(loaded)
    if (!isAhead) return
    this.#tellWhatHappened(loaded)
    followers.restart(loaded.recent)
  }

  /** Something was stored that nobody here was told of: by another server, or by us just before the answer got lost. */
  #tellWhatHappened(loaded: Loaded): void {
    sendWhole(this.channels.values())
    const news = loaded.recent.filter(({ seq }) => seq > this.#publishedSeq)
    this.#publishedSeq = loaded.state.promises.seq
    this.#publishedPosition = loaded.state.position
    this.#parts.followers.published(news, true)
    if (news.length > 0) this.#parts.stored(news)
    this.#parts.caughtUp()
  }

  #adopt(loaded: Loaded): void {
    loaded.state.counts = new BoardCounts(readBoard(this.board.doc))
    this.#state = loaded.state
    this.damage = loggedDamage(this.#parts.log, { board: this.#parts.board }, loaded.ledger, this.board.found)
    for (const work of this.#inbox.takeWhere((one) => isBlocked(one, this.damage))) turnAway(work)
    this.sheetWords.recall(loaded.typed)
    this.#parts.clocksMoved(loaded.state.promises)
    if (this.#publishedPosition === 0) this.#parts.followers.restart(loaded.recent)
  }

  #failed(event: string, failure: unknown): false {
    const why = failure instanceof Error ? failure.message : undefined
    this.#parts.log.error(event, { why, board: this.#parts.board })
    return false
  }

  #setReadOnly(isReadOnly: boolean): void {
    if (this.#cannotStore === isReadOnly) return
    this.#cannotStore = isReadOnly
    this.#parts.readOnlyChanged()
  }

  #backOff(): Promise<void> {
    const { retryMs, retryMaxMs } = this.#parts.limits
    return delay(Math.min(retryMs * 2 ** this.#failures++, retryMaxMs))
  }
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * One batch: takes work from the inbox and applies it, each document in ONE transaction, whose single update event is the
 * merged message for everybody. What it makes is kept back until it is stored; `after` runs then, in order.
 *
 * Nothing here waits. If anything throws, the documents are worth nothing any more and the caller loads them again.
 */
import type * as Y from "yjs"
import type { Answer } from "../../shared/command/command.ts"
import { decide } from "../../shared/command/decide.ts"
import { metaMap } from "../../shared/doc/layout.ts"
import { readThing } from "../../shared/doc/read.ts"
import { writeTextJson } from "../../shared/doc/rich-text.ts"
import { write } from "../../shared/doc/write.ts"
import type { ErrorCode } from "../../shared/errors.ts"
import type { Someone } from "../../shared/handoff/parties.ts"
import { sheetTextOf } from "../../shared/handoff/sheet.ts"
import type { ActorId } from "../../shared/ids.ts"
import type { Registers } from "../../shared/model/board-view.ts"
import type { Entry, EntryDraft, SealedEntry, Via } from "../../shared/model/entry.ts"
import { storedAlarmAt } from "../../shared/promises/alarms.ts"
import { fold, isOfHuddles, type Promises } from "../../shared/promises/fold.ts"
import { supersededBy } from "../../shared/promises/superseded.ts"
import { err, ok, unreachable } from "../../shared/result.ts"
import type { GateBoard } from "../../shared/rules/gate.ts"
import type { Instant } from "../../shared/time.ts"
import { gatesOf, overruns } from "../referee/gates.ts"
import { fromNow, judgeAll, refusalOfShape } from "../referee/own-changes.ts"
import { type Recorder, record, sheetEdit } from "../referee/record.ts"
import { moveData } from "../referee/referee.ts"
import type { RefusalRow } from "../store/store.ts"
import { commandKey, refusedAnswer } from "./answers.ts"
import { boardQuestions, textsFor } from "./board-questions.ts"
import type { BoardState } from "./board-state.ts"
import type { Channel } from "./channel.ts"
import type { Connection } from "./connection.ts"
import { moveAfter } from "./hand-over.ts"
import type { RelayLimits } from "./limits.ts"
import { bodyOf, type UnnumberedRefusal } from "./retell.ts"
import type { SheetWords, TypedWords } from "./sheet-words.ts"
import { takeUpdate } from "./take-update.ts"
import type { CommandWork, EditWork, UpdateWork, Work } from "./work.ts"

/** How many long texts the board has, once somebody opened one that nobody has written in yet. */
export interface TextCount {
  count: number | undefined
}

export interface BatchContext {
  readonly state: BoardState
  readonly board: Channel
  readonly limits: RelayLimits
  readonly textCount: TextCount
  readonly now: Instant
  /** Texts that are open, by their ids. */
  readonly texts: ReadonlyMap<string, Channel>
  /** Who could take something over; asked for only when a command of the batch depends on it. */
  readonly crew: readonly Someone[]
  readonly sheetWords: SheetWords
  /** Commands of this batch that were answered before, by `commandKey`. */
  readonly answered: ReadonlyMap<string, Answer>
  /** Whether a text's entry is due: once in a while per person and text. */
  isTextEntryDue(text: string, actor: ActorId): boolean
}

export class Batch implements Recorder {
  readonly context: BatchContext
  readonly gates: GateBoard
  readonly sealed: SealedEntry[] = []
  readonly entries: Entry[] = []
  readonly commandIds: { id: string; seq: number }[] = []
  readonly clientIds = new Map<number, ActorId>()
  readonly updates = new Map<Channel, Uint8Array>()
  readonly authors = new Map<Channel, Set<Connection>>()
  /** Channels in which the relay itself wrote: everybody gets the update, its authors too. */
  readonly countered = new Set<Channel>()
  readonly acks = new Map<Connection, number>()
  readonly refusals = new Map<number, RefusalRow>()
  /** Numbers of stored refusals that need not be told any more. */
  readonly endedRefusals: number[] = []
  /** Connections of which an edit was taken back. */
  readonly refused = new Set<Connection>()
  readonly after: (() => void)[] = []
  /** How much of the inbox is in this batch. */
  taken = 0
  hasPromises = false
  wantsCheckpoint = false
  readonly answers = new Map<string, Answer>()

  constructor(context: BatchContext) {
    this.context = context
    const { state, board } = context
    this.gates = gatesOf(board.doc, state.promises, state.counts)
  }

  get promises(): Promises {
    return this.context.state.promises
  }

  meta(): Registers {
    return readThing(metaMap(this.context.board.doc))
  }

  /** When a server that starts has to look at the board; undefined when nothing here changed that. */
  get nextAlarmAt(): Instant | null | undefined {
    const moves = (entry: Entry) => entry.data?.handoff !== undefined || isOfHuddles(entry)
    return this.entries.some(moves) ? storedAlarmAt(this.promises) : undefined
  }

  /** Nothing to store: resyncs, refused commands. */
  get isEmpty(): boolean {
    return this.sealed.length === 0 && this.updates.size === 0 && this.endedRefusals.length === 0
  }

  /** Applies work until the time is up; what is left stays in the inbox. */
  run(works: readonly Work[], budgetMs: number): void {
    const channels = new Set<Channel>([this.context.board])
    for (const work of works) {
      if (work.kind === "update") channels.add(work.channel)
      if (work.kind === "edit") for (const { channel } of work.texts) channels.add(channel)
    }
    const until = performance.now() + budgetMs
    transactAll(
      [...channels].map((channel) => channel.doc),
      () => {
        for (const work of works) {
          if (this.taken > 0 && !this.#isReady(work)) break
          this.#one(work)
          this.taken++
          if (performance.now() > until) break
        }
      },
    )
    for (const channel of channels) {
      if (!channel.isHealthy()) throw new Error("a document stopped working")
      const update = channel.takeUpdate()
      if (update) this.updates.set(channel, update)
    }
  }

  seal(draft: EntryDraft): Entry {
    const { state, now } = this.context
    const { stored, entry } = state.chain.seal(draft, now)
    fold(state.promises, entry)
    this.sealed.push(stored)
    this.entries.push(entry)
    return entry
  }

  /** Words of an offered brief: its version counts on. No register changed, so the entry names the text, not a key. */
  sealWords({ textId, actor }: TypedWords): void {
    const text = sheetTextOf(textId)
    const edit = text && sheetEdit(text.handoff, { key: `f:${text.field}`, to: null }, this)
    if (edit) this.seal({ actor, kind: "sheet.edited", ...edit, data: { ...edit.data, text: textId } })
  }

  refuse(connection: Connection, code: ErrorCode, why: string): void {
    connection.expel(code, why)
  }

  /** Keeps it until its author has seen it, and tells them when it is stored. */
  takeBack(connection: Connection, refused: UnnumberedRefusal): void {
    const { state, now, limits } = this.context
    const { actor } = connection.principal
    const no = state.refusals.nextNo(now)
    const row = { no, actor, at: now, body: bodyOf(refused) }
    this.refusals.set(no, row)
    for (const old of state.refusals.add(row, limits)) this.#endRefusal(old)
    this.refused.add(connection)
    this.after.push(() => connection.send("refused", { ...refused, no }))
  }

  #endRefusal(no: number): void {
    if (!this.refusals.delete(no)) this.endedRefusals.push(no)
  }

  acknowledge(connection: Connection): void {
    this.acks.set(connection, (this.acks.get(connection) ?? 0) + 1)
  }

  #one(work: Work): void {
    switch (work.kind) {
      case "update":
        if (!work.connection.isExpelled) this.#update(work)
        return
      case "command":
        if (!work.connection?.isExpelled) this.#command(work)
        return
      case "edit":
        this.#edit(work)
        return
      case "dismiss":
        if (!this.context.state.refusals.end(work.actor, work.no)) return
        this.#endRefusal(work.no)
        this.after.push(() => work.done())
        return
      case "sheets":
        this.#sealWaiting(work.all)
        return
      case "checkpoint":
        this.wantsCheckpoint = true
        return
      default:
        unreachable(work)
    }
  }

  #sealWaiting(all: boolean): void {
    const { sheetWords, now } = this.context
    for (const words of all ? sheetWords.take(now, () => true) : sheetWords.takeDue(now)) this.sealWords(words)
  }

  /** A command whose handoff came into being in this very batch waits until its texts can be opened. */
  #isReady(work: Work): boolean {
    const { board, state, texts } = this.context
    return work.kind !== "command" || textsFor(work.command, board.doc, state.promises).every((id) => texts.has(id))
  }

  #update(work: UpdateWork): void {
    const startedAt = performance.now()
    takeUpdate(this, work)
    work.connection.chargeCpu(performance.now() - startedAt)
  }

  #command(work: CommandWork): void {
    const { command, asker } = work
    const startedAt = performance.now()
    const key = commandKey(asker.actor, command.id)
    const answer = this.context.answered.get(key) ?? this.answers.get(key) ?? this.#decide(work)
    this.answers.set(key, answer)
    this.after.push(() => work.answer(answer))
    work.connection?.chargeCpu(performance.now() - startedAt)
  }

  #decide({ command, asker, via }: CommandWork): Answer {
    const { state, board, now, crew, texts, sheetWords } = this.context
    // Nobody gives their word for a brief of which a part cannot be read.
    if (textsFor(command, board.doc, state.promises).some((id) => texts.get(id)?.damage))
      return refusedAnswer(command.id, { rule: "D1" }, undefined)
    if (BINDS_TO_THE_BRIEF.has(command.kind) && "handoff" in command) {
      // Whoever accepts must have read all that was typed, and an offer holds all of it, also what is not noted yet.
      const isOfIt = (textId: string) => sheetTextOf(textId)?.handoff === command.handoff
      for (const words of sheetWords.take(now, isOfIt)) this.sealWords(words)
    }
    const text = (id: string) => texts.get(id)?.doc
    const asked = { doc: board.doc, promises: state.promises, gates: this.gates, now, crew, text }
    const questions = boardQuestions(asked)
    const decided = decide(command, asker, questions)
    if (!decided.ok) {
      const lost = supersededBy(command, asker, decided.error, questions)
      return refusedAnswer(
        command.id,
        decided.error,
        lost && ("seq" in lost ? lost.seq : this.#supersede(lost.draft, via)),
      )
    }
    for (const draft of decided.value) {
      const fact = via === undefined ? draft : { ...draft, via }
      this.seal(fact)
      this.#follow(fact)
    }
    const { seq, hash } = state.chain.head
    if (decided.value.length > 0) {
      this.commandIds.push({ id: commandKey(asker.actor, command.id), seq })
      this.hasPromises = true
    }
    return { id: command.id, ok: true, seq, hash }
  }

  /** The line of a promise that came too late; asked again, it gets the same no. */
  #supersede(draft: EntryDraft, via: Via | undefined): number {
    const { seq } = this.seal(via === undefined ? draft : { ...draft, via })
    this.commandIds.push({ id: commandKey(draft.actor, String(draft.data?.command)), seq })
    this.hasPromises = true
    return seq
  }

  /** What a fact does to the board itself. */
  #follow(fact: EntryDraft): void {
    const { state, board } = this.context
    const move = moveAfter(fact, board.doc, state.promises)
    if (!move) return
    const isOverrun = overruns(move, this.gates)
    write(board.doc, [move])
    this.countered.add(board)
    state.counts.apply(move)
    const { cause, via } = fact
    record(move, fact.actor, this, { cause, via, ...moveData(board.doc, move, isOverrun) })
  }

  #edit(work: EditWork): void {
    const { state, board } = this.context
    const changes = work.changes.map((change) => fromNow(board.doc, change))
    const refusal = refusalOfShape(board.doc, changes) ?? judgeAll(changes, work.asker.role, state.counts, this.gates)
    if (refusal) {
      this.after.push(() => work.done(err(refusal)))
      return
    }
    if (changes.length > 0) this.countered.add(board)
    write(board.doc, changes)
    for (const [index, change] of changes.entries()) {
      const draft = work.drafts[index]
      if (draft) this.seal(draft)
      else record(change, work.asker.actor, this, moveData(board.doc, change, false))
    }
    for (const fact of work.facts) this.seal(fact)
    for (const { channel, text } of work.texts) {
      writeTextJson(channel.doc, text)
      this.countered.add(channel)
    }
    if (work.facts.length > 0) this.hasPromises = true
    const { seq, hash } = state.chain.head
    this.after.push(() => work.done(ok({ seq, hash })))
  }
}

/** What holds for one version of a brief. */
const BINDS_TO_THE_BRIEF: ReadonlySet<string> = new Set(["handoff.offer", "handoff.reassign", "handoff.accept"])

/** One transaction in each document, all open at once, so that the order of the work is kept across documents. */
function transactAll(docs: readonly Y.Doc[], body: () => void): void {
  const [first, ...rest] = docs
  if (!first) {
    body()
    return
  }
  first.transact((transaction) => {
    transactAll(rest, body)
    // Applied updates mark it as not local; with writes of our own inside, Yjs would then change our client id.
    transaction.local = true
  }, "batch")
}

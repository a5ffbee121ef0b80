/**
 * Opens a board: document, copy in this browser, connection, promises, presence, undo, and the texts, as one session.
 * Everything here is wiring; each part is a file of its own beside this one.
 */
import { Awareness } from "y-protocols/awareness"
import * as Y from "yjs"
import type { Change } from "../../shared/change/change.ts"
import type { Answer, Command } from "../../shared/command/command.ts"
import type { Refusal } from "../../shared/errors.ts"
import type { StoredDamage } from "../../shared/model/damage.ts"
import type { Entry } from "../../shared/model/entry.ts"
import { type BoardRole, can } from "../../shared/rules/permission.ts"
import type { Instant } from "../../shared/time.ts"
import { encodeDismiss, encodeFollow, type ServerFrame, type ServerFrames } from "../../shared/wire/frames.ts"
import { boardAsJson } from "./board-as-json.ts"
import type { BoardSession, External, Me, OwnPresence, SaveState, TextSession, WithoutId } from "./board-session.ts"
import { newClientId, newInnerId } from "./client-id.ts"
import { CommandQueue } from "./command-queue.ts"
import type { SocketClass } from "./counted-socket.ts"
import { BoardEditor } from "./editor.ts"
import { elapsedMs } from "./elapsed.ts"
import { cell } from "./external.ts"
import { type Freshness, type FreshnessEvent, NEVER_LIVE, refreshed } from "./freshness.ts"
import { keep, recallBoard } from "./kept-board.ts"
import { LeasedId } from "./leased-id.ts"
import { copyName, type OfflineCopy, type OpenCopy, openBrowserCopy } from "./offline-copy.ts"
import { acquaint } from "./own-awareness.ts"
import { listenToPage } from "./page-events.ts"
import { PresenceBook } from "./presence.ts"
import { PromiseBook } from "./promise-book.ts"
import { BoardModel } from "./read-model.ts"
import { RefusedEdits } from "./refused-edits.ts"
import { RelayClock } from "./relay-clock.ts"
import { RelayLink } from "./relay-link.ts"
import { type ClosedReason, withTexts } from "./save-machine.ts"
import { needsPerson, SignRequests } from "./sign-requests.ts"
import { TabShare } from "./tab-share.ts"
import { TextSessions } from "./text-sessions.ts"
import { UnsavedCount } from "./unsaved-count.ts"

export interface OpenBoardOptions {
  readonly boardId: string
  /** Who opens it: the copy in this browser belongs to one person, and is never sent as another's. */
  readonly actor: string
  /** `wss://host/sync` */
  readonly syncUrl: string
  readonly whyRefused: () => Promise<ClosedReason | undefined>
  /** Every deployment of the server has its own build; told on each connection. */
  readonly onBuild?: (build: string) => void
  readonly socket?: SocketClass
  readonly openCopy?: OpenCopy
  readonly longestBackoffMs?: number
}

const KEEP_PROMISES_AFTER_MS = 3_000

export function openBoard(options: OpenBoardOptions): BoardSession {
  return new OpenBoard(options)
}

class OpenBoard implements BoardSession {
  readonly boardId: string
  readonly model: BoardModel
  readonly me = cell<Me | undefined>(undefined)
  readonly save = cell<SaveState>({ kind: "loading" })
  readonly damage: External<StoredDamage | undefined>
  readonly freshness = cell<Freshness>(NEVER_LIVE)
  readonly storage
  readonly people
  readonly refused
  readonly ready = cell(false)
  readonly pendingCommands
  readonly signRequests
  readonly canUndo
  readonly canRedo
  readonly #options: OpenBoardOptions
  readonly #doc = new Y.Doc()
  readonly #refusedEdits = new RefusedEdits({
    dismiss: (no) => this.#link.send(encodeDismiss(no)),
    keep: (refusals) => keep(this.#copy, "refusals", refusals),
  })
  readonly #clock = new RelayClock()
  readonly #copy: OfflineCopy
  readonly #link: RelayLink
  readonly #editor: BoardEditor
  readonly #book: PromiseBook
  readonly #queue: CommandQueue
  readonly #signing = new SignRequests(newInnerId)
  readonly #presence: PresenceBook
  readonly #texts: TextSessions
  readonly #tabs: TabShare
  readonly #unsaved: UnsavedCount
  readonly #writesAs: LeasedId
  readonly #stopListening: () => void
  readonly #entryListeners = new Set<(entries: readonly Entry[]) => void>()
  #keepTimer: ReturnType<typeof setTimeout> | undefined
  /** When the relay was heard on an earlier visit: as old is what an offline one begins with. */
  #keptFrom: number | undefined
  #isGreeted = false
  /** Whether this connection has told what was missed before it. */
  #isCaughtUp = false
  #isLoaded = false
  #isClosed = false

  constructor(options: OpenBoardOptions) {
    this.#options = options
    this.boardId = options.boardId
    this.#doc.clientID = newClientId()
    this.#copy = this.#openCopy(options.boardId, this.#doc)
    this.storage = this.#copy.state
    this.#unsaved = new UnsavedCount(this.#copy)
    this.refused = this.#refusedEdits.list
    this.model = new BoardModel(this.#doc)
    this.#editor = new BoardEditor(this.#doc, this.model, () => this.me.get()?.role)
    this.canUndo = this.#editor.history.canUndo
    this.canRedo = this.#editor.history.canRedo
    this.#book = this.#newBook()
    this.model.readPromisesFrom(this.#book)
    const awareness = new Awareness(this.#doc)
    this.#writesAs = new LeasedId(this.#doc, this.#copy, (id) => acquaint(awareness, id))
    this.#presence = new PresenceBook(awareness)
    this.people = this.#presence.people
    this.#queue = this.#newQueue()
    this.pendingCommands = this.#queue.pending
    this.signRequests = this.#signing.list
    this.#texts = this.#newTexts()
    this.#tabs = new TabShare(this.#shareName(options.boardId), this.#doc)
    this.#link = this.#openLink(options.boardId, this.#doc, awareness, this.#copy, () => this.#onSynced())
    this.damage = this.#link.damage
    this.#link.save.subscribe(() => this.#onSave())
    this.#texts.saves.subscribe(() => this.#onSave())
    this.#stopListening = listenToPage({
      online: () => this.#reconnectNow(),
      offline: () => this.#drop(),
      leaving: () => this.#leave(),
      hasUnsaved: this.hasUnsaved,
    })
    void this.#load()
  }

  now = () => this.#clock.now()
  newId = newInnerId
  edit = (changes: readonly Change[]): Refusal | undefined => this.#editor.edit(changes)
  undo = () => this.#editor.undo()
  redo = () => this.#editor.redo()
  command = (command: WithoutId<Command>): Promise<Answer> =>
    needsPerson(this.me.get()?.role, command.kind) ? this.#signing.ask(command) : this.#queue.ask(command)
  setPresence = (presence: OwnPresence) => this.#presence.tell(presence)
  dismissRefused = (id: number) => this.#refusedEdits.dismiss(id)
  openText = (textId: string): TextSession => this.#texts.open(textId)
  hasUnsaved = () => this.#link.waiting > 0 || this.#texts.hasUnsaved()
  exportCopy = () =>
    boardAsJson({
      ...{ view: this.model.view(), promises: this.#book.whole() },
      ...{ texts: this.#texts.written(), at: this.now() },
    })
  onEntries = (listener: (entries: readonly Entry[]) => void) => {
    this.#entryListeners.add(listener)
    return () => this.#entryListeners.delete(listener)
  }

  forgetCopy = async (): Promise<void> => {
    await this.#copy.forget()
    this.close()
  }

  close(): void {
    if (this.#isClosed) return
    this.#texts.close()
    this.#leave()
    this.#isClosed = true
    this.#stopListening()
    this.#tabs.stop()
    this.#presence.close()
    this.#link.close()
    this.model.close()
    this.#copy.close()
    this.#doc.destroy()
  }

  async #load(): Promise<void> {
    await this.#copy.loaded
    const kept = await recallBoard(this.#copy)
    const unsaved = await this.#unsaved.recall()
    if (this.#isClosed) return
    this.#isLoaded = true
    this.#clock.assumeSkew(kept.skewMs)
    if (kept.me) this.me.set(kept.me)
    if (kept.promises) this.#book.replace(kept.promises)
    this.#queue.restore(kept.commands)
    this.#refusedEdits.restore(kept.refusals)
    this.#texts.resume(kept.texts)
    this.#keptFrom = kept.heardAt
    this.model.flush()
    if (this.#doc.store.clients.size > 0) this.ready.set(true)
    this.#link.connect(unsaved, kept.heardAt)
  }

  #onSynced(): void {
    this.model.flush()
    this.ready.set(true)
    this.#queue.resend()
    // What a document with something missing holds says nothing about what was written under an id.
    if (this.#link.isSynced) void this.#writesAs.take()
  }

  #onSave(): void {
    if (this.#isClosed) return
    const own = this.#link.save.get()
    if (this.#isLoaded) this.#unsaved.note(this.#link.waiting)
    if (own.kind === "offline") keep(this.#copy, "heardAt", this.#link.heardAt)
    if (own.kind === "offline") this.#beginOffline()
    if (own.kind === "offline") this.#tabs.start()
    else this.#tabs.stop()
    const next = withTexts(own, this.#texts.saves.get())
    if (JSON.stringify(next) !== JSON.stringify(this.save.get())) this.save.set(next)
    // Access has ended: what this browser kept goes too, unless it holds work that exists nowhere else.
    if (next.kind === "closed" && next.reason !== "rejected" && next.reason !== "signed-out")
      if (!this.hasUnsaved()) void this.#copy.forget()
  }

  #onFrame(frame: ServerFrame): void {
    if (frame.type === "entries" || frame.type === "state") this.#isCaughtUp = true
    if (frame.type === "hello") this.#onHello(frame.body)
    else if (frame.type === "heartbeat") this.#onHeartbeat(frame.body.at)
    else if (frame.type === "entries") this.#book.take(frame.body.entries)
    else if (frame.type === "state") this.#onState(frame.body.promises)
    else if (frame.type === "answer") this.#queue.answered(frame.body)
    else if (frame.type === "refused") this.#refusedEdits.edit(frame.body)
    else if (frame.type === "dismissed") this.#refusedEdits.gone(frame.body.no)
  }

  /** One that comes before what was missed is not yet the word that all of this is true. */
  #onHeartbeat(at: Instant): void {
    if (this.#isCaughtUp) this.#fresh({ kind: "beat", at, mono: elapsedMs() })
  }

  #fresh(event: FreshnessEvent): void {
    this.freshness.set(refreshed(this.freshness.get(), event))
  }

  #beginOffline(): void {
    const at = this.#keptFrom
    if (at === undefined || this.freshness.get().beat !== undefined) return
    this.#fresh({ kind: "beat", at, mono: elapsedMs() - (this.now() - at) })
  }

  /** Too much was missed to be told one by one. */
  #onState(promises: ServerFrames["state"]["promises"]): void {
    this.#fresh({ kind: "changed", mono: elapsedMs(), count: promises.seq - this.#book.seq, cards: [] })
    this.#book.replace(promises)
  }

  #noteChanges(entries: readonly Entry[]): void {
    const others = entries.filter((entry) => entry.actor !== this.me.get()?.actor)
    const cards = others.flatMap(({ card }) => (card === undefined ? [] : [card]))
    if (others.length > 0)
      this.#fresh({ kind: "changed", mono: elapsedMs(), count: others.length, cards: [...new Set(cards)] })
  }

  #onHello(hello: ServerFrames["hello"]): void {
    this.#options.onBuild?.(hello.build)
    // Later only the heartbeat counts: what was missed comes after this, and is counted before the board says it is live.
    if (!this.#isGreeted) this.freshness.set(refreshed(NEVER_LIVE, { kind: "beat", at: hello.at, mono: elapsedMs() }))
    this.#isGreeted = true
    this.#isCaughtUp = false
    const own: Me = { actor: hello.actor, name: hello.name, role: hello.role as BoardRole }
    // Nobody changes a board of which something cannot be read: until it can, everybody only looks.
    const me: Me = hello.damage ? { ...own, role: "viewer" } : own
    if (JSON.stringify(me) !== JSON.stringify(this.me.get())) this.me.set(me)
    keep(this.#copy, "me", own)
    keep(this.#copy, "skewMs", this.#clock.skew(Date.now()))
    this.#link.send(encodeFollow(this.#book.seq))
  }

  #newBook(): PromiseBook {
    return new PromiseBook({
      changed: (what) => {
        this.model.promisesChanged(what)
        this.#keepTimer ??= setTimeout(() => this.#keepNow(), KEEP_PROMISES_AFTER_MS)
      },
      entries: (entries) => {
        this.#noteChanges(entries)
        for (const listener of this.#entryListeners) listener(entries)
      },
      lost: () => this.#link.send(encodeFollow(0)),
    })
  }

  #newQueue(): CommandQueue {
    return new CommandQueue({
      send: (frame) => this.#link.isSynced && this.#link.send(frame),
      newId: newInnerId,
      keep: (commands) => keep(this.#copy, "commands", commands),
      lateAnswer: (command, answer) => this.#refusedEdits.command(command, answer),
    })
  }

  #newTexts(): TextSessions {
    return new TextSessions(this.boardId, {
      openCopy: (room, doc) => this.#openCopy(room, doc),
      openLink: (room, doc, awareness, copy, onSynced) => this.#openLink(room, doc, awareness, copy, onSynced),
      shareName: (room) => this.#shareName(room),
      keepUnsaved: (textIds) => keep(this.#copy, "texts", textIds),
    })
  }

  #openCopy(room: string, doc: Y.Doc): OfflineCopy {
    return (this.#options.openCopy ?? openBrowserCopy)(copyName(this.#options.actor, room), doc)
  }
  #shareName(room: string): string {
    return `throughline-tabs:${this.#options.actor}:${room}`
  }

  /** A text's socket carries `hello` and `saved` too; promises and refusals come on the board's own. */
  #openLink(room: string, doc: Y.Doc, awareness: Awareness, copy: OfflineCopy, onSynced: () => void): RelayLink {
    const isBoard = room === this.boardId
    const link: RelayLink = new RelayLink({
      syncUrl: this.#options.syncUrl,
      room,
      doc,
      awareness,
      clock: this.#clock,
      socket: this.#options.socket ?? WebSocket,
      isFromCopy: (origin) => copy.isOrigin(origin),
      canWrite: () => can(this.me.get()?.role ?? "member", "board.edit"),
      onFrame: (frame) => {
        // Somebody else signed in meanwhile in this browser: nothing of this copy may go out under their name.
        if (frame.type === "hello" && frame.body.actor !== this.#options.actor) link.end("signed-out")
        else if (isBoard) this.#onFrame(frame)
      },
      onSynced,
      whyRefused: this.#options.whyRefused,
      longestBackoffMs: this.#options.longestBackoffMs,
    })
    return link
  }

  #reconnectNow(): void {
    if (this.#link.isSynced) void this.#writesAs.take()
    this.#link.reconnectNow()
    this.#texts.reconnectNow()
  }

  #drop(): void {
    this.#link.drop()
    this.#texts.drop()
  }

  #leave(): void {
    this.#keepNow()
    this.#writesAs.leave()
  }

  #keepNow(): void {
    clearTimeout(this.#keepTimer)
    this.#keepTimer = undefined
    if (!this.#isLoaded || this.#isClosed) return
    this.#unsaved.flush()
    keep(this.#copy, "heardAt", this.#link.heardAt)
    keep(this.#copy, "promises", this.#book.whole())
  }
}

/**
 * A board session without a relay: the real read model, editor and undo over a document in memory. Tests and scratch pages
 * set the rest (save state, people, promises, answers) by hand and look at what was asked. With a `crew` its commands are
 * decided and folded by the product's own rules, for everybody of the crew.
 */
import { Awareness } from "y-protocols/awareness"
import * as Y from "yjs"
import { boardAsJson } from "../../../client/sync/board-as-json.ts"
import type {
  BoardSession,
  External,
  Me,
  OwnPresence,
  Presence,
  RefusedEdit,
  SaveState,
  SignRequest,
  StorageState,
  TextSession,
} from "../../../client/sync/board-session.ts"
import { BoardEditor } from "../../../client/sync/editor.ts"
import { type Cell, cell } from "../../../client/sync/external.ts"
import { type Freshness, NEVER_LIVE } from "../../../client/sync/freshness.ts"
import { BoardModel } from "../../../client/sync/read-model.ts"
import type { Change } from "../../../shared/change/change.ts"
import type { Answer, Command } from "../../../shared/command/command.ts"
import { TEXT_ROOT } from "../../../shared/doc/layout.ts"
import { watch } from "../../../shared/doc/watch.ts"
import { write } from "../../../shared/doc/write.ts"
import type { Refusal } from "../../../shared/errors.ts"
import { noHuddles } from "../../../shared/huddle/fold-huddle.ts"
import type { ActorId } from "../../../shared/ids.ts"
import type { Registers } from "../../../shared/model/board-view.ts"
import type { StoredDamage } from "../../../shared/model/damage.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { type CardPromise, noPromises } from "../../../shared/promises/fold.ts"
import type { Person } from "../../../shared/wire/http.ts"
import { cardPromise } from "../../support/card-promise.ts"
import { LocalRelay } from "./local-relay.ts"

type Asked = Parameters<BoardSession["command"]>[0]

export interface FakeBoard {
  readonly meta?: Registers
  readonly lanes?: Readonly<Record<string, Registers>>
  readonly cards?: Readonly<Record<string, Registers>>
  readonly promises?: Readonly<Record<string, Partial<CardPromise>>>
  readonly me?: Me
  readonly people?: readonly Presence[]
  readonly now?: number
  /** Everybody on the board: then commands are decided by the product's rules. */
  readonly crew?: readonly Person[]
  /** Answers commands; yes to everything unless told otherwise. */
  readonly answer?: (command: Asked) => Answer | Promise<Answer>
}

const NOW = Date.UTC(2026, 10, 24, 9, 0)
const ME: Me = { actor: "user:me", name: "Ada", role: "lead" }

export class FakeSession implements BoardSession {
  readonly boardId = "fakeboardfakeboardfake"
  readonly doc = new Y.Doc()
  readonly model: BoardModel
  readonly me: Cell<Me | undefined>
  readonly save = cell<SaveState>({ kind: "saved", at: NOW })
  readonly damage = cell<StoredDamage | undefined>(undefined)
  readonly freshness = cell<Freshness>(NEVER_LIVE)
  readonly storage = cell<StorageState>("ok")
  readonly people: Cell<readonly Presence[]>
  readonly refused = cell<readonly RefusedEdit[]>([])
  readonly ready = cell(true)
  readonly pendingCommands = cell<readonly Command[]>([])
  readonly signRequests = cell<readonly SignRequest[]>([])
  readonly canUndo: External<boolean>
  readonly canRedo: External<boolean>
  /** What the screens did, in order. */
  readonly edits: (readonly Change[])[] = []
  readonly commands: Asked[] = []
  readonly presence: OwnPresence[] = []
  readonly promises = new Map<string, CardPromise>()
  /** There when the board has a crew. */
  readonly relay: LocalRelay | undefined
  readonly #texts = new Map<string, Y.Doc>()
  readonly #waiting: (() => void)[] = []
  readonly #editor: BoardEditor
  readonly #answer: (command: Asked) => Answer | Promise<Answer>
  readonly #entryListeners = new Set<(entries: readonly Entry[]) => void>()
  #now: number
  #made = 0
  #remoteActor: string | undefined

  constructor(board: FakeBoard = {}) {
    this.#now = board.now ?? NOW
    this.me = cell<Me | undefined>(board.me ?? ME)
    this.people = cell<readonly Presence[]>(board.people ?? [])
    this.#answer = board.answer ?? (() => ({ id: "answered", ok: true, seq: 1, hash: "" }))
    write(this.doc, changesOf(board))
    this.model = new BoardModel(this.doc)
    this.#editor = new BoardEditor(this.doc, this.model, () => this.me.get()?.role)
    this.canUndo = this.#editor.history.canUndo
    this.canRedo = this.#editor.history.canRedo
    this.relay = board.crew && this.#startRelay(board.crew)
    this.model.readPromisesFrom(
      this.relay?.book ?? {
        card: (id) => this.promises.get(id),
        handoff: () => undefined,
        handoffsOf: () => [],
        handoffIds: () => [],
        huddle: noHuddles,
        actions: () => [],
        whole: () => ({ ...noPromises(), cards: Object.fromEntries(this.promises) }),
      },
    )
    for (const id of Object.keys(board.cards ?? {})) this.setPromise(id, board.promises?.[id] ?? {})
  }

  #startRelay(crew: readonly Person[]): LocalRelay {
    const relay = new LocalRelay({
      crew,
      view: () => this.model.view(),
      now: () => this.#now,
      text: (id) => this.#text(id),
      changed: (what) => this.model.promisesChanged(what),
      told: (entries) => this.tell(entries),
    })
    for (const card of this.model.view().cards.keys())
      relay.write([{ actor: ME.actor as ActorId, kind: "card.created", card }])
    watch(this.doc, (changes) => {
      const actor = this.#remoteActor ?? this.me.get()?.actor ?? ME.actor
      queueMicrotask(() => {
        this.model.flush()
        relay.observe(changes, actor)
      })
    })
    return relay
  }

  #text(id: string): Y.Doc {
    const doc = this.#texts.get(id) ?? new Y.Doc({ guid: id })
    this.#texts.set(id, doc)
    return doc
  }

  now = () => this.#now
  newId = () => `new-${++this.#made}`
  edit = (changes: readonly Change[]): Refusal | undefined => {
    const refusal = this.#editor.edit(changes)
    if (!refusal) this.edits.push(changes)
    return refusal
  }
  undo = () => this.#editor.undo()
  redo = () => this.#editor.redo()
  command = async (command: Asked): Promise<Answer> => {
    this.commands.push(command)
    const { relay } = this
    if (!relay) return this.#answer(command)
    const asked = { ...command, id: `asked-${++this.#made}` } as Command
    this.pendingCommands.set([...this.pendingCommands.get(), asked])
    if (this.save.get().kind === "offline") await new Promise<void>((resolve) => this.#waiting.push(resolve))
    await Promise.resolve()
    const answer = relay.ask(asked, this.me.get()?.actor ?? ME.actor)
    this.pendingCommands.set(this.pendingCommands.get().filter((one) => one !== asked))
    return answer
  }
  setPresence = (presence: OwnPresence) => {
    this.presence.push(presence)
  }
  dismissRefused = (id: number) => this.refused.set(this.refused.get().filter((edit) => edit.id !== id))
  /** Whether long texts have come over the network. */
  hasTexts = true
  openText = (textId: string): TextSession => {
    const doc = this.#text(textId)
    const ready = cell(this.hasTexts)
    return {
      doc,
      fragment: doc.getXmlFragment(TEXT_ROOT),
      awareness: new Awareness(doc),
      ready,
      save: this.save,
      damage: cell<undefined>(undefined),
      close: () => {},
    }
  }
  onEntries = (listener: (entries: readonly Entry[]) => void) => {
    this.#entryListeners.add(listener)
    return () => this.#entryListeners.delete(listener)
  }
  hasUnsaved = () => "waiting" in this.save.get()
  exportCopy = () =>
    boardAsJson({
      ...{ view: this.model.view(), texts: [], at: this.#now },
      promises: { ...noPromises(), cards: Object.fromEntries(this.promises) },
    })
  forgetCopy = async () => this.close()
  close = () => this.model.close()

  /** Somebody else edits: seen at once. */
  remote(changes: readonly Change[], actor?: string): void {
    this.#remoteActor = actor
    write(this.doc, changes, "remote")
    this.#remoteActor = undefined
    this.model.flush()
  }
  /** Words in a long text, as if somebody had typed them. */
  writeText(textId: string, words: string): void {
    const fragment = this.#text(textId).getXmlFragment(TEXT_ROOT)
    const paragraph = new Y.XmlElement("paragraph")
    paragraph.insert(0, [new Y.XmlText(words)])
    fragment.delete(0, fragment.length)
    fragment.insert(0, [paragraph])
  }
  goOffline(): void {
    this.save.set({ kind: "offline", waiting: 0, since: this.#now })
  }
  /** The connection is back: what waited is asked, in its order. */
  goOnline(): void {
    this.save.set({ kind: "saved", at: this.#now })
    for (const ask of this.#waiting.splice(0)) ask()
  }
  setPromise(cardId: string, promise: Partial<CardPromise>): void {
    this.promises.set(cardId, { ...cardPromise(this.#now, ME.actor), ...this.promises.get(cardId), ...promise })
    this.model.promisesChanged({ cards: [cardId], handoffs: [], huddle: false })
  }
  tell(entries: readonly Entry[]): void {
    for (const listener of this.#entryListeners) listener(entries)
  }
  advance(ms: number): void {
    this.#now += ms
    this.relay?.tick()
  }
}

export const fakeSession = (board?: FakeBoard): FakeSession => new FakeSession(board)

function changesOf(board: FakeBoard): Change[] {
  const meta = Object.entries(board.meta ?? { version: 1, name: "Fake board" })
  const things = (root: "lanes" | "cards") =>
    Object.entries(board[root] ?? {}).map(([id, value]): Change => ({ kind: "created", root, id, value }))
  return [
    ...meta.map(([key, to]): Change => ({ kind: "set-meta", key, from: null, to })),
    ...things("lanes"),
    ...things("cards"),
  ]
}

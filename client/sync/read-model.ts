/**
 * The board as the screens read it: immutable registers per thing, lanes in order, listeners by key. A transaction only
 * marks what it touched; a flush renews exactly that. Edits of our own are flushed at once by whoever wrote them, everything
 * else once per animation frame, so that a storm of remote edits costs a frame no more than one edit.
 */
import * as Y from "yjs"
import type { Change, ThingRoot } from "../../shared/change/change.ts"
import { metaMap, thingMap } from "../../shared/doc/layout.ts"
import { readThing } from "../../shared/doc/read.ts"
import { watch } from "../../shared/doc/watch.ts"
import { type BoardView, EMPTY_BOARD, type Registers } from "../../shared/model/board-view.ts"
import { liveLanes } from "../../shared/model/lane.ts"
import type { CardPromise } from "../../shared/promises/fold.ts"
import type { JudgedBoard } from "../../shared/rules/judge.ts"
import type { ReadModel } from "./board-session.ts"
import { frameScheduler, type Schedule } from "./frame.ts"
import { KeyedListeners } from "./keyed-listeners.ts"
import { LaneIndex } from "./lane-index.ts"

type Things = Record<ThingRoot, Map<string, Registers>>
type Dirty = Record<ThingRoot, Set<string>>
const clean = (): Dirty => ({ lanes: new Set(), cards: new Set(), sheets: new Set() })

export class BoardModel implements ReadModel, JudgedBoard {
  readonly #doc: Y.Doc
  readonly #listeners = new KeyedListeners()
  readonly #things: Things = { lanes: new Map(), cards: new Map(), sheets: new Map() }
  readonly #index = new LaneIndex()
  readonly #promises = new Map<string, CardPromise>()
  readonly #schedule: Schedule
  readonly #stopWatching: () => void
  #readPromise: (cardId: string) => CardPromise | undefined = () => undefined
  #meta: Registers = {}
  #laneIds: readonly string[] = []
  #view: BoardView | undefined
  #dirty = clean()
  #isMetaDirty = false

  constructor(doc: Y.Doc, schedule: Schedule = frameScheduler()) {
    this.#doc = doc
    this.#schedule = schedule
    this.#markAll()
    this.flush()
    this.#stopWatching = watch(doc, (changes) => this.#mark(changes))
  }

  meta = () => this.#meta
  laneIds = () => this.#laneIds
  lane = (id: string) => this.#things.lanes.get(id)
  card = (id: string) => this.#things.cards.get(id)
  sheet = (id: string) => this.#things.sheets.get(id)
  cardIds = (laneId: string) => this.#index.cardIds(laneId)
  subscribe = (key: string, listener: () => void) => this.#listeners.subscribe(key, listener)

  /** Made when asked for: copying ten thousand entries for nobody would be the dearest part of a remote edit. */
  view = (): BoardView => {
    const { lanes, cards, sheets } = this.#things
    this.#view ??= { meta: this.#meta, lanes: new Map(lanes), cards: new Map(cards), sheets: new Map(sheets) }
    return this.#view
  }

  get liveCards(): number {
    return this.#index.liveCards
  }
  get lanes(): number {
    return this.#things.lanes.size
  }
  checksOf(cardId: string): number {
    return Object.keys(this.card(cardId) ?? {}).filter((key) => key.startsWith("c:")).length
  }

  /** The fold mutates its cards, so what screens get is a copy that is renewed when the card's promises change. */
  promise = (cardId: string): CardPromise | undefined => {
    const known = this.#promises.get(cardId)
    if (known) return known
    const current = this.#readPromise(cardId)
    if (!current) return undefined
    const snapshot = { ...current, comments: { ...current.comments } }
    this.#promises.set(cardId, snapshot)
    return snapshot
  }

  /** Where promises are read from; `cardIds` undefined when all of them may differ. */
  readPromisesFrom(read: (cardId: string) => CardPromise | undefined): void {
    this.#readPromise = read
    this.promisesChanged()
  }
  promisesChanged(cardIds?: Iterable<string>): void {
    if (cardIds === undefined) {
      this.#promises.clear()
      this.#listeners.notify(this.#listeners.keysWith("promise:"))
      return
    }
    const changed = [...cardIds]
    for (const id of changed) this.#promises.delete(id)
    this.#listeners.notify(changed.map((id) => `promise:${id}`))
  }

  /** Renews what was marked and tells its listeners. Never inside a Yjs listener. */
  flush(): void {
    const dirty = this.#dirty
    const isMetaDirty = this.#isMetaDirty
    this.#dirty = clean()
    this.#isMetaDirty = false
    if (!isMetaDirty && dirty.lanes.size + dirty.cards.size + dirty.sheets.size === 0) return
    const keys = new Set<string>(["view"])
    this.#view = undefined
    if (isMetaDirty) {
      this.#meta = readThing(metaMap(this.#doc))
      keys.add("meta")
    }
    this.#renew("sheets", dirty.sheets)
    this.#flushCards(dirty.cards, this.#flushLanes(dirty.lanes, keys), keys)
    this.#listeners.notify(keys)
  }

  close(): void {
    this.#stopWatching()
  }

  #mark(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.kind === "set-meta") this.#isMetaDirty = true
      else this.#dirty[change.root].add(change.id)
    }
    this.#schedule(() => this.flush())
  }

  #markAll(): void {
    this.#isMetaDirty = true
    for (const root of ["lanes", "cards", "sheets"] as const)
      for (const id of thingMap(this.#doc, root).keys()) this.#dirty[root].add(id)
  }

  #renew(root: ThingRoot, ids: Iterable<string>): Map<string, Registers | undefined> {
    const renewed = new Map<string, Registers | undefined>()
    const map = thingMap(this.#doc, root)
    for (const id of ids) {
      const thing = map.get(id)
      const registers = thing instanceof Y.Map ? readThing(thing) : undefined
      if (registers) this.#things[root].set(id, registers)
      else this.#things[root].delete(id)
      renewed.set(id, registers)
    }
    return renewed
  }

  /** True when a lane came, went, or came back: cards may then stand elsewhere. */
  #flushLanes(ids: ReadonlySet<string>, keys: Set<string>): boolean {
    if (ids.size === 0) return false
    const before = new Set(this.#laneIds)
    for (const id of this.#renew("lanes", ids).keys()) keys.add(`lane:${id}`)
    const laneIds = liveLanes({ ...EMPTY_BOARD, lanes: this.#things.lanes }).map((lane) => lane.id)
    if (laneIds.length === this.#laneIds.length && laneIds.every((id, i) => id === this.#laneIds[i])) return false
    this.#laneIds = laneIds
    keys.add("lanes")
    return laneIds.length !== before.size || laneIds.some((id) => !before.has(id))
  }

  #flushCards(ids: ReadonlySet<string>, doLanesDiffer: boolean, keys: Set<string>): void {
    const renewed = this.#renew("cards", ids)
    for (const id of ids) keys.add(`card:${id}`)
    const live = new Set(this.#laneIds)
    const isLive = (lane: string) => live.has(lane)
    const lanes = doLanesDiffer ? this.#index.rebuild(this.#things.cards, isLive) : this.#index.update(renewed, isLive)
    for (const lane of lanes) keys.add(`cards-of:${lane}`)
  }
}

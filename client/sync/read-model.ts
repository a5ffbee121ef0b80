/**
 * The board as the screens read it: immutable registers per thing, lanes in order, listeners by key. A transaction only
 * marks what it touched; a flush renews exactly that. Edits of our own are flushed at once by whoever wrote them, everything
 * else once per animation frame, so that a storm of remote edits costs a frame no more than one edit.
 */
import * as Y from "yjs"
import type { Change, ThingRoot } from "../../shared/change/change.ts"
import { metaMap, type Thing, thingMap } from "../../shared/doc/layout.ts"
import { readThing } from "../../shared/doc/read.ts"
import { watch } from "../../shared/doc/watch.ts"
import type { Handoff } from "../../shared/handoff/handoff.ts"
import { type HuddleState, noHuddles } from "../../shared/huddle/fold-huddle.ts"
import type { HuddleAction } from "../../shared/huddle/huddle.ts"
import { type BoardView, EMPTY_BOARD, type Registers } from "../../shared/model/board-view.ts"
import type { RootName } from "../../shared/model/keys.ts"
import { liveLanes } from "../../shared/model/lane.ts"
import { type Unreadable, unreadableKeys, without } from "../../shared/model/readable.ts"
import { type CardPromise, noPromises, type Promises } from "../../shared/promises/fold.ts"
import type { JudgedBoard } from "../../shared/rules/judge.ts"
import type { ReadModel } from "./board-session.ts"
import { frameScheduler, type Schedule } from "./frame.ts"
import { KeyedListeners } from "./keyed-listeners.ts"
import { LaneIndex } from "./lane-index.ts"
import type { PromisesChanged } from "./promise-book.ts"

type Things = Record<ThingRoot, Map<string, Registers>>
type Dirty = Record<ThingRoot, Set<string>>
/** Where promises are read from: the fold of this client. */
export interface PromiseSource {
  card(id: string): CardPromise | undefined
  handoff(id: string): Handoff | undefined
  handoffsOf(card: string): readonly string[]
  handoffIds(): readonly string[]
  huddle(): HuddleState
  actions(): readonly HuddleAction[]
  whole(): Promises
}

const NO_PROMISES: PromiseSource = {
  card: () => undefined,
  handoff: () => undefined,
  handoffsOf: () => [],
  handoffIds: () => [],
  huddle: noHuddles,
  actions: () => [],
  whole: noPromises,
}
const NO_HANDOFFS: readonly Handoff[] = []

const clean = (): Dirty => ({ lanes: new Set(), cards: new Set(), sheets: new Set() })

export class BoardModel implements ReadModel, JudgedBoard {
  readonly #doc: Y.Doc
  readonly #listeners = new KeyedListeners()
  readonly #things: Things = { lanes: new Map(), cards: new Map(), sheets: new Map() }
  readonly #index = new LaneIndex()
  readonly #promises = new Map<string, CardPromise>()
  readonly #handoffs = new Map<string, Handoff>()
  readonly #handoffsOf = new Map<string, readonly Handoff[]>()
  readonly #schedule: Schedule
  readonly #stopWatching: () => void
  #allHandoffs: readonly Handoff[] | undefined
  #huddle: HuddleState | undefined
  #actions: readonly HuddleAction[] | undefined
  #source: PromiseSource = NO_PROMISES
  #meta: Registers = {}
  #laneIds: readonly string[] = []
  /** By root and id. */
  readonly #damage = new Map<string, Unreadable>()
  #unreadable: readonly Unreadable[] = []
  #view: BoardView | undefined
  #dirty = clean()
  #isMetaDirty = false
  #isDamageDirty = false

  constructor(doc: Y.Doc, schedule: Schedule = frameScheduler()) {
    this.#doc = doc
    this.#schedule = schedule
    this.#markAll()
    this.flush()
    const stops = [watch(doc, (changes) => this.#mark(changes)), this.#watchTorn()]
    this.#stopWatching = () => stops.forEach((stop) => void stop())
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
  rowsOf(sheetId: string): number {
    return Object.keys(this.sheet(sheetId) ?? {}).filter((key) => key.startsWith("i:")).length
  }

  /** The fold mutates its cards, so what screens get is a copy that is renewed when the card's promises change. */
  promise = (cardId: string): CardPromise | undefined => {
    const known = this.#promises.get(cardId)
    if (known) return known
    const current = this.#source.card(cardId)
    if (!current) return undefined
    const { comments, signatures, asked } = current
    const snapshot = { ...current, comments: { ...comments }, signatures: { ...signatures }, asked: { ...asked } }
    this.#promises.set(cardId, snapshot)
    return snapshot
  }

  handoff = (id: string): Handoff | undefined => {
    const known = this.#handoffs.get(id)
    if (known) return known
    const current = this.#source.handoff(id)
    if (!current) return undefined
    const snapshot = structuredClone(current)
    this.#handoffs.set(id, snapshot)
    return snapshot
  }

  handoffsOf = (cardId: string): readonly Handoff[] => {
    const known = this.#handoffsOf.get(cardId)
    if (known) return known
    const handoffs = this.#snapshots(this.#source.handoffsOf(cardId))
    this.#handoffsOf.set(cardId, handoffs)
    return handoffs
  }

  handoffs = (): readonly Handoff[] => {
    this.#allHandoffs ??= this.#snapshots(this.#source.handoffIds())
    return this.#allHandoffs
  }

  huddle = (): HuddleState => {
    this.#huddle ??= structuredClone(this.#source.huddle())
    return this.#huddle
  }

  actions = (): readonly HuddleAction[] => {
    this.#actions ??= structuredClone(this.#source.actions())
    return this.#actions
  }

  promises = (): Promises => this.#source.whole()

  unreadable = (): readonly Unreadable[] => this.#unreadable

  readPromisesFrom(source: PromiseSource): void {
    this.#source = source
    this.promisesChanged()
  }
  /** Undefined: all of them may differ. */
  promisesChanged(changed?: PromisesChanged): void {
    this.#allHandoffs = undefined
    if (changed === undefined || changed.huddle) {
      this.#huddle = undefined
      this.#actions = undefined
    }
    if (changed === undefined) {
      this.#promises.clear()
      this.#handoffs.clear()
      this.#handoffsOf.clear()
      this.#listeners.notify(["promise:", "handoff", "huddle"].flatMap((key) => this.#listeners.keysWith(key)))
      return
    }
    for (const id of changed.handoffs) this.#handoffs.delete(id)
    for (const id of changed.cards) {
      this.#promises.delete(id)
      this.#handoffsOf.delete(id)
    }
    this.#listeners.notify([
      ...changed.cards.flatMap((id) => [`promise:${id}`, `handoffs-of:${id}`]),
      ...changed.handoffs.map((id) => `handoff:${id}`),
      ...(changed.handoffs.length > 0 ? ["handoffs"] : []),
      ...(changed.huddle ? ["huddle"] : []),
    ])
  }

  #snapshots(ids: readonly string[]): readonly Handoff[] {
    if (ids.length === 0) return NO_HANDOFFS
    return ids.map((id) => this.handoff(id)).filter((handoff) => handoff !== undefined)
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
      this.#meta = this.#readable("meta", "", readThing(metaMap(this.#doc)))
      keys.add("meta")
    }
    for (const id of this.#renew("sheets", dirty.sheets).keys()) keys.add(`sheet:${id}`)
    this.#flushCards(dirty.cards, this.#flushLanes(dirty.lanes, keys), keys)
    if (this.#isDamageDirty) {
      this.#isDamageDirty = false
      this.#unreadable = [...this.#damage.values()]
      keys.add("unreadable")
    }
    this.#listeners.notify(keys)
  }

  #readable(root: RootName, id: string, registers: Registers): Registers {
    const keys = unreadableKeys(root, registers)
    this.#note(root, id, keys.length > 0 ? keys : undefined)
    return without(registers, keys)
  }

  /** Undefined: all of it can be read, or it is gone. */
  #note(root: RootName, id: string, keys: readonly string[] | undefined): void {
    const key = `${root}/${id}`
    if (keys === undefined && !this.#damage.has(key)) return
    if (keys === undefined) this.#damage.delete(key)
    else this.#damage.set(key, { root, id, keys })
    this.#isDamageDirty = true
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

  /** Something that is not a thing at all is no change of the board that anybody could name, so it is watched apart. */
  #watchTorn(): () => void {
    const stops = (["lanes", "cards", "sheets"] as const).map((root) => {
      const map = thingMap(this.#doc, root)
      const look = ({ keysChanged }: Y.YMapEvent<Thing>) => {
        const torn = [...keysChanged].filter((id) => !(map.get(id) instanceof Y.Map))
        for (const id of torn) this.#dirty[root].add(id)
        if (torn.length > 0) this.#schedule(() => this.flush())
      }
      map.observe(look)
      return () => map.unobserve(look)
    })
    return () => stops.forEach((stop) => void stop())
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
      const registers = thing instanceof Y.Map ? this.#readable(root, id, readThing(thing)) : undefined
      if (!registers) this.#note(root, id, thing === undefined ? undefined : [])
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

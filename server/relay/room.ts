/**
 * One board with everybody who is connected to it: lets people in and out, hands their frames to whoever answers them, and
 * tells them the time and whether their work can be saved. What changes the board goes through the pipeline.
 */
import * as Y from "yjs"
import type { Answer, Command } from "../../shared/command/command.ts"
import type { Someone } from "../../shared/handoff/parties.ts"
import type { ActorId, BoardId } from "../../shared/ids.ts"
import type { StoredDamage } from "../../shared/model/damage.ts"
import type { Promises } from "../../shared/promises/fold.ts"
import { type ClientFrame, encodeServerFrame, encodeSync, SYNC } from "../../shared/wire/frames.ts"
import type { Principal } from "../auth/principal.ts"
import type { Batch } from "./batch.ts"
import type { Channel } from "./channel.ts"
import { Clocks, type ClocksParts } from "./clocks.ts"
import type { Connection, ConnectionRoom } from "./connection.ts"
import { RELAY_ASKS } from "./due.ts"
import { Followers } from "./followers.ts"
import { Pipeline, type PipelineParts } from "./pipeline.ts"
import { Reception } from "./reception.ts"
import { Retelling } from "./retell.ts"
import { StepOne } from "./step-one.ts"
import { Texts } from "./texts.ts"

export interface RoomParts
  extends Omit<
      PipelineParts,
      "followers" | "readOnlyChanged" | "published" | "caughtUp" | "openText" | "crew" | "clocksMoved"
    >,
    Omit<ClocksParts, "isConnected"> {
  readonly build: string
  /** Who could take something over, of those who are connected and everybody else. */
  crew(connected: Iterable<Principal>): Promise<readonly Someone[]>
  /** A document that has gathered many updates. */
  wantsCompaction(channel: Channel): void
}

export class Room implements ConnectionRoom {
  readonly id: BoardId
  readonly pipeline: Pipeline
  readonly #parts: RoomParts
  readonly #followers: Followers
  readonly #texts: Texts
  readonly #reception: Reception
  readonly #stepOne: StepOne
  readonly #retelling: Retelling
  readonly #clocks: Clocks
  /** Everybody who was let in, also while they wait for the first exchange. */
  readonly #present = new Set<Connection>()
  #checkpointedAt = performance.now()
  #lastUsedMs = performance.now()

  private constructor(parts: RoomParts, pipeline: Pipeline, followers: Followers) {
    this.id = parts.board
    this.pipeline = pipeline
    this.#parts = parts
    this.#followers = followers
    this.#texts = new Texts(pipeline, parts)
    this.#reception = new Reception(pipeline, parts.limits, this.#present)
    this.#retelling = new Retelling(pipeline, parts)
    this.#clocks = new Clocks({ ...parts, isConnected: (actor) => this.here().some((one) => one.actor === actor) })
    this.#clocks.moved(pipeline.state.promises)
    this.#stepOne = new StepOne(parts.limits, (connection, stateVector) =>
      pipeline.whenSettled(() => {
        for (const frame of connection.channel.framesFor(stateVector)) connection.outbox.sendFramed(frame)
      }),
    )
  }

  static async open(parts: RoomParts): Promise<Room | undefined> {
    const followers = new Followers(parts.limits)
    let room: Room | undefined
    const pipeline = await Pipeline.open({
      ...parts,
      followers,
      readOnlyChanged: () => room?.heartbeat(),
      openText(textId) {
        if (!room) throw new Error("no text is asked for before the board is open")
        return room.openText(textId)
      },
      crew: () => parts.crew(room?.principals() ?? []),
      published: (batch) => room?.afterBatch(batch),
      caughtUp: () => room?.retell(),
      clocksMoved(promises) {
        if (room) room.#clocks.moved(promises)
      },
    })
    if (!pipeline) return undefined
    room = new Room(parts, pipeline, followers)
    return room
  }

  /** The document that somebody connects to; undefined when they hold too many texts open. */
  async channelFor(name: string, actor: ActorId): Promise<Channel | undefined> {
    return this.#texts.openFor(name, actor)
  }

  /** For the relay's own use. */
  openText(textId: string): Promise<Channel> {
    return this.#texts.open(textId)
  }

  /** A connection that has just been let in. */
  join(connection: Connection): void {
    this.#present.add(connection)
    this.#clocks.look()
    const { actor, name, role } = connection.principal
    const damage = this.#damageFor(connection.channel)
    connection.send("hello", {
      ...{ actor, name, role, at: this.#parts.now() },
      ...{ build: this.#parts.build, readOnly: this.pipeline.isReadOnly || damage !== undefined },
      ...(damage ? { damage } : {}),
    })
    // What was taken back is told first: whoever is asked for their part knows already what became of it before.
    this.pipeline.whenSettled(() =>
      this.#retelling.tell(connection, () => this.pipeline.whenSettled(() => this.#admit(connection))),
    )
  }

  #admit(connection: Connection): void {
    if (!connection.isOpen) return
    connection.channel.connections.add(connection)
    // Where something is missing nobody is asked for what they have more: it would be taken for theirs, or for new.
    if (!this.#damageFor(connection.channel)) connection.outbox.send(connection.channel.stateVectorFrame())
    connection.channel.presence.sendAll(connection)
  }

  #damageFor(channel: Channel): StoredDamage | undefined {
    return this.pipeline.damage ?? channel.damage
  }

  left(connection: Connection): void {
    const { channel } = connection
    channel.connections.delete(connection)
    channel.presence.leave(connection)
    channel.lastUsedMs = performance.now()
    this.#lastUsedMs = channel.lastUsedMs
    this.#followers.remove(connection)
    this.#stepOne.forget(connection)
    this.#present.delete(connection)
    this.#clocks.look()
    // What this screen did not see dismissed is told on the person's other ones.
    this.#retelling.tellOthers(this.#present, connection)
  }

  receive(connection: Connection, frame: ClientFrame): void {
    switch (frame.type) {
      case "sync-step-1":
        this.#stepOne.receive(connection, frame.stateVector)
        return
      case "sync-step-2":
      case "sync-update":
        this.#reception.update(connection, frame.update, frame.type === "sync-step-2")
        return
      case "query-awareness":
        connection.channel.presence.sendAll(connection)
        return
      case "command":
        this.#reception.command(connection, frame.body)
        return
      case "follow":
        this.pipeline.whenSettled(() => this.#follow(connection, frame.since))
        return
      case "dismiss":
        this.#reception.dismiss(connection, frame.no)
        return
      default:
        // Presence never comes here: a connection hands it to its channel.
        connection.expel("malformed-frame", "not a frame for a room")
    }
  }

  /** A slow reader is back: one difference for all that was left out. */
  caughtUp(connection: Connection): void {
    this.pipeline.whenSettled(() => {
      const { hadBefore, hadEntry, channel } = connection
      connection.hadBefore = undefined
      if (hadBefore) connection.outbox.send(encodeSync(SYNC.update, Y.encodeStateAsUpdate(channel.doc, hadBefore)))
      if (hadEntry !== undefined && this.#followers.has(connection)) this.#follow(connection, hadEntry)
      channel.presence.sendAll(connection)
    })
  }

  heartbeat(): void {
    const { seq, isReadOnly } = this.pipeline
    const frameOf = (readOnly: boolean) => {
      const code = readOnly ? { code: "read-only" as const } : {}
      return encodeServerFrame("heartbeat", { at: this.#parts.now(), seq, readOnly, ...code })
    }
    const frame = frameOf(isReadOnly)
    for (const connection of this.#present)
      connection.outbox.send(connection.channel.damage && !isReadOnly ? frameOf(true) : frame)
  }

  get connections(): ReadonlySet<Connection> {
    return this.#present
  }

  /** Everybody who is connected, each once. */
  here(): readonly { readonly actor: ActorId; readonly name: string }[] {
    const people = new Map<ActorId, string>()
    for (const { principal, isOpen } of this.#present) if (isOpen) people.set(principal.actor, principal.name)
    return [...people].map(([actor, name]) => ({ actor, name }))
  }

  principals(): readonly Principal[] {
    return [...this.#present].filter(({ isOpen }) => isOpen).map(({ principal }) => principal)
  }

  /** A clock of the board strikes: does what is due. Resolves when it is stored. */
  ring(): Promise<void> {
    return this.askAsRelay((promises) => this.#clocks.due(promises))
  }

  /** Asks for what the relay itself does; resolves when all of it is answered. */
  async askAsRelay(commandsOf: (promises: Promises) => readonly Command[]): Promise<void> {
    const commands = await new Promise<readonly Command[]>((resolve) =>
      this.pipeline.whenSettled(() => resolve(commandsOf(this.pipeline.state.promises))),
    )
    const asked = commands.map(
      (command) =>
        new Promise<Answer>((answer, fail) =>
          this.pipeline.push({ kind: "command", asker: RELAY_ASKS, command, connection: undefined, answer, fail }),
        ),
    )
    await Promise.all(asked)
  }

  /** Everybody again: something was stored of which nobody was told. */
  retell(): void {
    for (const connection of this.#present) this.#retelling.tell(connection)
  }

  afterBatch(batch: Batch): void {
    this.#lastUsedMs = performance.now()
    for (const connection of batch.refused)
      if (!connection.isOpen) this.#retelling.tellOthers(this.#present, connection)
    const { compactUpdates, compactBytes } = this.#parts.limits
    for (const channel of batch.updates.keys()) {
      channel.lastUsedMs = this.#lastUsedMs
      if (channel.updatesSinceSnapshot > compactUpdates || channel.bytesSinceSnapshot > compactBytes)
        this.#parts.wantsCompaction(channel)
    }
  }

  /** Now and then: signs the head, lets go of texts that nobody looks at. True when the whole room may go. */
  sweep(nowMs: number): boolean {
    const { limits, checkpointKey } = this.#parts
    if (this.pipeline.damage) {
      this.#texts.sweep(nowMs)
      return this.#present.size === 0 && nowMs - this.#lastUsedMs > limits.damagedRoomMs
    }
    this.pipeline.whenSettled(() => this.#keepFold())
    if (!this.pipeline.isIdle) return false
    if (this.pipeline.sheetWords.hasDue(this.#parts.now())) {
      this.pipeline.push({ kind: "sheets", all: false })
      return false
    }
    const { chain, checkpointSeq } = this.pipeline.state
    const isSigned = checkpointKey === undefined || chain.head.seq === checkpointSeq
    if (isSigned) this.#checkpointedAt = nowMs
    else if (nowMs - this.#checkpointedAt >= limits.checkpointMs) this.pipeline.push({ kind: "checkpoint" })
    this.#texts.sweep(nowMs)
    const isEmpty = this.#present.size === 0 && !this.#clocks.isWheelWaiting
    if (!isEmpty) this.#lastUsedMs = nowMs
    return isEmpty && isSigned && !this.#texts.isOpening && nowMs - this.#lastUsedMs > limits.idleRoomMs
  }

  #keepFold(): void {
    const { folds, limits, log } = this.#parts
    const { state } = this.pipeline
    const enough = this.#present.size === 0 ? limits.foldEntriesWhenLeft : limits.foldEntries
    if (!folds.isOn || state.promises.seq - state.foldKeptSeq < enough) return
    state.foldKeptSeq = state.promises.seq
    folds.keep(this.id, state.promises).catch((error: unknown) =>
      // It is made again later; until then the board only loads slower.
      log.warn("fold not kept", { board: this.id, why: error instanceof Error ? error.message : undefined }),
    )
  }

  /** Tells when it is to be rung, if somebody has forgotten. */
  lookAtClocks(): void {
    this.#clocks.look()
  }

  touch(): void {
    this.#lastUsedMs = performance.now()
  }

  close(): void {
    this.#followers.flush()
    this.#texts.closeAll()
  }

  #follow(connection: Connection, since: number): void {
    if (!connection.isOpen) return
    const startedAt = performance.now()
    this.#followers.add(connection, since, this.pipeline.state.promises)
    connection.chargeCpu(performance.now() - startedAt)
  }
}

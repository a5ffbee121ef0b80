/**
 * What a receiver has written and read so far, per handoff. Looking at another card, losing the race, a brief that changes or
 * a page that is closed take none of it away: it is kept in this browser, for this person, until they clear it.
 */
import { perSession } from "../hooks/per-session.ts"
import { keyValueStore } from "../offline/key-value.ts"
import type { BoardSession, External } from "../sync/board-session.ts"
import { cell } from "../sync/external.ts"
import type { Given } from "./accept-check.ts"
import type { ReadBrief } from "./Changes.tsx"

export interface ReadDraft extends Given {
  readonly read: ReadBrief | undefined
  /** When the acceptance was asked for, by the relay's clock. */
  readonly askedAt: number | undefined
  /** When it was clear that it came too late. */
  readonly lateAt: number | undefined
}

export const EMPTY_DRAFT: ReadDraft = {
  readBack: "",
  answers: {},
  ticked: new Set(),
  channel: undefined,
  read: undefined,
  askedAt: undefined,
  lateAt: undefined,
}

type Drafts = ReadonlyMap<string, ReadDraft>
const MOST_KEPT = 200
const store = keyValueStore("throughline-read-drafts")

export const forgetReadDrafts = (): Promise<void> => store.clear()

class ReadDrafts {
  readonly all: External<Drafts>
  readonly #all = cell<Drafts>(new Map())
  readonly #session: BoardSession
  #isLoaded = false

  constructor(session: BoardSession) {
    this.#session = session
    this.all = this.#all
    if (this.#key !== undefined) void this.#load()
    else {
      const stop = session.me.subscribe(() => {
        stop()
        void this.#load()
      })
    }
  }

  keep(handoff: string, part: Partial<ReadDraft>): void {
    const kept = this.#all.get().get(handoff) ?? EMPTY_DRAFT
    this.#set(new Map(this.#all.get()).set(handoff, { ...kept, ...part }))
  }

  forget(handoff: string): void {
    const left = new Map(this.#all.get())
    if (left.delete(handoff)) this.#set(left)
  }

  #set(drafts: Drafts): void {
    this.#all.set(drafts)
    if (this.#isLoaded && this.#key !== undefined) void store.set(this.#key, [...drafts].slice(-MOST_KEPT))
  }

  /** What is written while the browser looks stands before what it finds. */
  async #load(): Promise<void> {
    if (this.#key === undefined) return
    const kept = await store.get(this.#key)
    this.#isLoaded = true
    // Our own and same-origin: its shape is trusted, but an earlier release may have left it, or nothing at all.
    if (Array.isArray(kept)) this.#set(new Map([...(kept as [string, ReadDraft][]).map(whole), ...this.#all.get()]))
    else if (this.#all.get().size > 0) this.#set(this.#all.get())
  }

  get #key(): string | undefined {
    const me = this.#session.me.get()
    return me && `${me.actor}:${this.#session.boardId}`
  }
}

const whole = ([handoff, draft]: readonly [string, Partial<ReadDraft>]): [string, ReadDraft] => [
  handoff,
  { ...EMPTY_DRAFT, ...draft },
]

export const readDrafts = perSession((session) => new ReadDrafts(session))

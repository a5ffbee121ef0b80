/**
 * PINs, with which a person gives their word on a screen that is not theirs. A few digits cannot bear guessing, so five
 * wrong tries in a row lock a PIN, longer each time. They count where they were made: at the screens of whoever set those
 * up, so that nobody can lock a colleague out of the screens of others by typing nonsense at one of their own. Wrong tries
 * at all screens together lock it everywhere, and that lock is kept over a restart.
 *
 * What is stored is scrypt over a keyed hash, with a key that is not in the database, so that a copy of the database alone
 * cannot be tried through. Whoever has no PIN is answered exactly like somebody whose PIN was not hit.
 */
import { createHmac, hkdfSync, type KeyObject } from "node:crypto"
import type { ActorId } from "../../shared/ids.ts"
import { DAY_MS, type Instant, MINUTE_MS } from "../../shared/time.ts"
import type { Accounts, PinRow } from "../store/store.ts"
import type { Passwords } from "./passwords.ts"
import { PinTallies } from "./pin-tallies.ts"

export const PIN_TRIES = 5
/** At the screens of all together. */
export const PIN_TRIES_IN_ALL = 20
const FIRST_LOCK_MS = 15 * MINUTE_MS

export type PinCheck =
  | { readonly kind: "right" }
  | { readonly kind: "wrong"; readonly triesLeft: number }
  | { readonly kind: "locked"; readonly until: Instant }

/** What a person may know of their own PIN. */
export interface PinState {
  readonly isSet: boolean
  readonly lockedUntil: Instant | null
}

export interface Pins {
  /** A new PIN opens all locks: whoever sets it has proved otherwise who they are. */
  set(actor: ActorId, pin: string): Promise<void>
  remove(actor: ActorId): Promise<void>
  state(actor: ActorId): Promise<PinState>
  /** `at`: who set up the screen at which it is tried. */
  check(actor: ActorId, pin: string, at: string): Promise<PinCheck>
}

export interface PinParts {
  readonly accounts: Accounts
  readonly passwords: Passwords
  readonly key: Buffer
  now(): Instant
}

/** The key for PINs, from the one secret that lies beside the database. */
export const pinKeyOf = (secret: KeyObject): Buffer =>
  Buffer.from(hkdfSync("sha256", secret.export({ type: "pkcs8", format: "der" }), "", "throughline/pin/v1", 32))

export function createPins({ accounts, passwords, key, now }: PinParts): Pins {
  const inTurn = createTurnPerActor()
  const tallies = new PinTallies()
  // Bound to the person: rows that are exchanged in the database open nothing.
  const keyed = (actor: ActorId, pin: string) =>
    createHmac("sha256", key).update(`${actor}\0${pin}`).digest("base64url")

  async function check(actor: ActorId, pin: string, at: string): Promise<PinCheck> {
    const row = (await accounts.findPin(actor)) ?? NO_PIN(actor)
    const here = tallies.find(actor, at)
    const locked = Math.max(row.lockedUntil ?? 0, here.lockedUntil ?? 0)
    if (locked > now()) return { kind: "locked", until: locked }
    if (await passwords.verify(keyed(actor, pin), row.hash ?? undefined)) {
      if (row.failures > 0) await accounts.putPin({ ...row, failures: 0, lockedUntil: null })
      tallies.forget(actor, at)
      return { kind: "right" }
    }
    const counted = { here: oneMore(here.failures, PIN_TRIES), inAll: oneMore(row.failures, PIN_TRIES_IN_ALL) }
    tallies.put(actor, at, counted.here)
    await accounts.putPin({ ...row, ...counted.inAll })
    const until = Math.max(counted.here.lockedUntil ?? 0, counted.inAll.lockedUntil ?? 0)
    return until > 0
      ? { kind: "locked", until }
      : {
          kind: "wrong",
          triesLeft: Math.min(PIN_TRIES - counted.here.failures, PIN_TRIES_IN_ALL - counted.inAll.failures),
        }
  }

  const oneMore = (before: number, most: number) => {
    const failures = before + 1
    return { failures, lockedUntil: failures < most ? null : now() + lockMs(failures - most) }
  }

  return {
    set: (actor, pin) =>
      inTurn(actor, async () => {
        const hash = await passwords.hash(keyed(actor, pin))
        await accounts.putPin({ actor, hash, setAt: now(), failures: 0, lockedUntil: null })
        tallies.forget(actor)
      }),
    remove: (actor) =>
      inTurn(actor, async () => {
        await accounts.deletePin(actor)
        tallies.forget(actor)
      }),
    async state(actor) {
      const row = await accounts.findPin(actor)
      const until = Math.max(row?.lockedUntil ?? 0, tallies.lockedUntil(actor))
      return { isSet: row?.hash != null, lockedUntil: until > now() ? until : null }
    },
    check: (actor, pin, at) => inTurn(actor, () => check(actor, pin, at)),
  }
}

const NO_PIN = (actor: ActorId): PinRow => ({ actor, hash: null, setAt: 0, failures: 0, lockedUntil: null })

/** A quarter of an hour, then twice as long with every further wrong try, at most a day. */
const lockMs = (further: number): number => Math.min(DAY_MS, FIRST_LOCK_MS * 2 ** Math.min(further, 10))

/** Tries for one person wait for each other: many at once are counted one by one. */
function createTurnPerActor() {
  const last = new Map<ActorId, Promise<unknown>>()
  return <T>(actor: ActorId, task: () => Promise<T>): Promise<T> => {
    const result = (last.get(actor) ?? Promise.resolve()).then(task)
    // The next one in line must come to its turn; the asker gets the error itself.
    const settled = result.catch(() => undefined)
    last.set(actor, settled)
    void settled.then(() => {
      if (last.get(actor) === settled) last.delete(actor)
    })
    return result
  }
}

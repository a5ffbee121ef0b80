/**
 * Passwords: scrypt with a salt each, in the form `scrypt$N$r$p$salt$hash`. One hash costs about a third of a second and
 * 64 MiB on purpose, so only two are worked on at once and only so many may wait.
 */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto"

export interface ScryptCost {
  readonly N: number
  readonly r: number
  readonly p: number
}
export const SCRYPT_COST: ScryptCost = { N: 2 ** 16, r: 8, p: 2 }

const AT_ONCE = 2
const WAITING = 64
const KEY_BYTES = 32

/** More people sign in at this moment than the machine can check. */
export class TooManySignIns extends Error {}

export interface Passwords {
  hash(password: string): Promise<string>
  /** Takes as long for an unknown account (`stored` undefined) as for a known one. */
  verify(password: string, stored: string | undefined): Promise<boolean>
}

export function createPasswords(cost: ScryptCost = SCRYPT_COST): Passwords {
  const turn = createTurns(AT_ONCE, WAITING)
  const dummy = encode(cost, randomBytes(16), randomBytes(KEY_BYTES))
  return {
    async hash(password) {
      const salt = randomBytes(16)
      return encode(cost, salt, await turn(() => derive(password, salt, cost)))
    },
    async verify(password, stored) {
      const known = parse(stored ?? "")
      const { salt, hash, cost: itsCost } = known ?? parse(dummy)!
      const derived = await turn(() => derive(password, salt, itsCost))
      return timingSafeEqual(derived, hash) && known !== undefined
    },
  }
}

function derive(password: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  const options: ScryptOptions = { ...cost, maxmem: 160 * cost.N * cost.r }
  return new Promise((resolve, reject) => {
    // The same word typed on two keyboards may come in two Unicode forms.
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

const encode = ({ N, r, p }: ScryptCost, salt: Buffer, hash: Buffer) =>
  `scrypt$${N}$${r}$${p}$${salt.toString("base64url")}$${hash.toString("base64url")}`

function parse(stored: string): { cost: ScryptCost; salt: Buffer; hash: Buffer } | undefined {
  const [scheme, N, r, p, salt, hash] = stored.split("$")
  if (scheme !== "scrypt" || !salt || !hash) return undefined
  const bytes = Buffer.from(hash, "base64url")
  if (bytes.length !== KEY_BYTES) return undefined
  return { cost: { N: Number(N), r: Number(r), p: Number(p) }, salt: Buffer.from(salt, "base64url"), hash: bytes }
}

/** Runs tasks `atOnce` at a time, in the order in which they came; refuses when `waiting` tasks wait already. */
function createTurns(atOnce: number, waiting: number) {
  let running = 0
  const queue: (() => void)[] = []
  return async <T>(task: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw new TooManySignIns()
      await new Promise<void>((resolve) => queue.push(resolve))
    } else running++
    try {
      return await task()
    } finally {
      const next = queue.shift()
      if (next) next()
      else running--
    }
  }
}

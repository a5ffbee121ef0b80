/**
 * Secrets that people and programs carry: 256 random bits, shown once. What is kept is their SHA-256, so a copy of the
 * database opens nothing. Ids are random too, and are no secrets.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto"
import { type BoardId, idFromBytes } from "../../shared/ids.ts"

export interface NewToken {
  readonly token: string
  /** Hex SHA-256 of the token: the only part that is stored. */
  readonly tokenHash: string
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/

export function newToken(): NewToken {
  const token = idFromBytes(randomBytes(32))
  return { token, tokenHash: hashToken(token) }
}

export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex")

/** Whether the text has the form of a token at all; anything else is not worth a look into the store. */
export const isToken = (text: string): boolean => TOKEN.test(text)

/** Compares two secrets of any length in a time that says nothing about where they differ. */
export function equalSecrets(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

export const newId = (): string => idFromBytes(randomBytes(9))
export const newBoardId = (): BoardId => idFromBytes(randomBytes(16)) as BoardId

/**
 * The few answers that make the app useful without a network: who I am, my boards, the people of a board. They belong to
 * whoever is signed in, so signing out forgets them.
 */
import { keyValueStore } from "./key-value.ts"

const KEPT = [/^\/me$/, /^\/boards$/, /^\/boards\/[^/?]+\/people$/]
const store = keyValueStore("throughline-answers")

export function keepAnswer(path: string, answer: unknown): void {
  if (isKept(path)) void store.set(path, answer)
}

export async function recallAnswer(path: string): Promise<unknown> {
  return isKept(path) ? store.get(path) : undefined
}

export const forgetAnswers = (): Promise<void> => store.clear()

export const isKept = (path: string) => KEPT.some((pattern) => pattern.test(path))

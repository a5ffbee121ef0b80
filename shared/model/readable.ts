/**
 * What is stored but cannot be read, as a bad disk or another program may leave it: left out register by register, so that
 * everything else on the board works, and counted, so that nobody takes what is left for all there was. A key that this
 * version does not know is not damaged: a newer one wrote it.
 */
import type { Registers } from "./board-view.ts"
import { isReadable, type RootName } from "./keys.ts"

export interface Unreadable {
  readonly root: RootName
  /** Of the thing; empty for the board's own settings. */
  readonly id: string
  /** The registers that are left out; none means that nothing of the thing can be read. */
  readonly keys: readonly string[]
}

/** The keys whose values are not what such a register may hold. */
export const unreadableKeys = (root: RootName, registers: Registers): readonly string[] =>
  Object.keys(registers).filter((key) => !isReadable(root, key, registers[key]!))

/** The same object where nothing is left out. */
export function without(registers: Registers, keys: readonly string[]): Registers {
  if (keys.length === 0) return registers
  return Object.fromEntries(Object.entries(registers).filter(([key]) => !keys.includes(key)))
}

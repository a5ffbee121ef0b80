/**
 * The one policy for stored records that cannot be read: what can be read is shown, nothing is written, nothing is dropped.
 * A board with a hole in its document or its ledger is read-only as a whole, because whatever came next would build on what
 * is missing; a text with one only itself. It ends when the records are there again and the board is loaded anew.
 */
import { RULES, type RuleId } from "../../shared/errors.ts"
import type { StoredDamage } from "../../shared/model/damage.ts"
import { err } from "../../shared/result.ts"
import type { RelayLog } from "./notices.ts"
import type { Found } from "./salvage.ts"
import type { Work } from "./work.ts"

/** The rule that says no to every write. */
const DAMAGED: RuleId = "D1"

/** Undefined when everything could be read. */
export function damageOf(...found: readonly Found[]): StoredDamage | undefined {
  const unreadable = found.reduce((sum, one) => sum + one.unreadable.length, 0)
  const waiting = found.reduce((sum, one) => sum + one.waiting, 0)
  return unreadable + waiting > 0 ? { unreadable, waiting } : undefined
}

/** The most that are named in one line; the figures tell of all. */
const MOST_NAMED = 20

/** The same, said in one line: which records, by kind and number, and nothing of what they hold. */
export function loggedDamage(
  log: RelayLog,
  about: Readonly<Record<string, string>>,
  ...found: readonly Found[]
): StoredDamage | undefined {
  const damage = damageOf(...found)
  if (!damage) return undefined
  const records = found.flatMap(({ unreadable }) => unreadable)
  const named = records.slice(0, MOST_NAMED).map(({ kind, position }) => `${kind} ${position}`)
  // Said for each board and text, however many there are: the reason has their names in it.
  const why = `${Object.values(about).join("/")}: ${named.join(", ") || "something between them is missing"}`
  log.error("stored records cannot be read", { ...about, ...damage, why })
  return damage
}

/** Whether the work would write where something is missing. */
export function isBlocked(work: Work, board: StoredDamage | undefined): boolean {
  if (board) return true
  if (work.kind === "update") return work.channel.damage !== undefined
  return work.kind === "edit" && work.texts.some(({ channel }) => channel.damage !== undefined)
}

/** An edit from a socket stays where it is, unacknowledged: its author keeps it, and sends it again when the board is whole. */
export function turnAway(work: Work): void {
  if (work.kind === "command")
    work.answer({ id: work.command.id, ok: false, code: "refused", rule: DAMAGED, detail: RULES[DAMAGED] })
  if (work.kind === "edit") work.done(err({ rule: DAMAGED }))
}

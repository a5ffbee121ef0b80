/** Checks every ledger that was asked for and tells the result in sentences, or as JSON; resolves to the exit code. */
import { checkLedger, type LedgerReport } from "./check-ledger.ts"
import { HELP } from "./help.ts"
import { type Options, readOptions } from "./options.ts"
import { Replay } from "./replay.ts"
import { type StoredLedger, Unreadable } from "./source.ts"

const EXIT = { ok: 0, tampered: 1, incomplete: 2, differs: 3 } as const
type Outcome = keyof typeof EXIT
/** What weighs more when boards have different outcomes. */
const BY_WEIGHT = ["tampered", "incomplete", "differs", "ok"] as const

interface BoardResult extends Omit<LedgerReport, "finding"> {
  readonly board: string
  readonly name: string | null | undefined
  readonly outcome: Outcome
  /** One sentence about what is wrong. */
  readonly finding: string | undefined
  readonly isReplayed: boolean
}

export interface Surroundings {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly say: (text: string) => void
}

export async function runVerify({ args, env, say }: Surroundings): Promise<number> {
  try {
    const options = readOptions(args, env)
    if (options.isHelp) {
      say(HELP)
      return EXIT.ok
    }
    return await checkAll(options, say)
  } catch (error) {
    // Whatever it is, it must not look like the answer "tampered", which is what Node makes of an error that escapes.
    say(`Not checked: ${error instanceof Unreadable ? error.message : ((error as Error).stack ?? String(error))}\n`)
    return EXIT.incomplete
  }
}

async function checkAll(options: Options, say: (text: string) => void): Promise<number> {
  const source = await options.open()
  const results: BoardResult[] = []
  try {
    for await (const ledger of source.ledgers(options.board)) {
      const result = await checkBoard(ledger, options)
      results.push(result)
      if (!options.isJson) say(told(result, options.keys !== undefined))
    }
  } finally {
    await source.close()
  }
  const absent = absences(results, options)
  const outcomes = new Set<Outcome>(results.map(({ outcome }) => outcome))
  if (absent.length > 0) outcomes.add("incomplete")
  const outcome = BY_WEIGHT.find((candidate) => outcomes.has(candidate)) ?? "ok"
  if (options.isJson) say(`${JSON.stringify({ outcome, absent, boards: results }, undefined, 2)}\n`)
  else say([...absent, ...advice(results, options), SUMMARY[outcome]].map((line) => `${line}\n`).join(""))
  return EXIT[outcome]
}

async function checkBoard(ledger: StoredLedger, options: Options): Promise<BoardResult> {
  const replay = options.isReplay ? new Replay() : undefined
  const onEntry = replay && { onEntry: replay.take.bind(replay) }
  const { finding, ...report } = await checkLedger(ledger, { keys: options.keys, saved: options.saved, ...onEntry })
  const base = { board: ledger.board, name: ledger.name, ...report }
  if (finding) return { ...base, outcome: finding.kind, finding: finding.says, isReplayed: false }
  if (!replay) return { ...base, outcome: "ok", finding: undefined, isReplayed: false }
  const document = await ledger.document()
  if (!document) {
    const says = "The file holds no board to compare the ledger with."
    return { ...base, outcome: "incomplete", finding: says, isReplayed: false }
  }
  const difference = replay.differenceFrom(document)
  const outcome = difference === undefined ? "ok" : "differs"
  return { ...base, outcome, finding: difference, isReplayed: true }
}

/** What was asked for and is not there at all. */
function absences(results: readonly BoardResult[], { board, saved }: Options): readonly string[] {
  const found = new Set(results.map((result) => result.board))
  if (board !== undefined) return found.has(board) ? [] : [`There is no board ${board}.`]
  const unknown = new Set(saved.map((head) => head.board).filter((id) => !found.has(id)))
  return [...unknown].map((id) => `The saved checkpoint is of board ${id}, which is not here.`)
}

function told(result: BoardResult, hasKey: boolean): string {
  const { name, board, outcome, finding, seq, hash, entries, checkpoints, signedTo, isReplayed } = result
  const { erased, erasedOffRecord } = result
  const title = typeof name !== "string" ? board : `${name} (${board})`
  if (finding !== undefined) return `${title}: ${LABEL[outcome]}. ${finding}\n`
  if (entries === 0) return `${title}: empty.\n`
  const parts = [`${count(entries, "entry", "entries")}, unbroken up to ${hash.slice(0, 16)}`]
  if (checkpoints === 0) parts.push("no checkpoint yet")
  else if (hasKey) parts.push(`${count(checkpoints, "checkpoint")}, the last at entry ${signedTo}`)
  if (seq > signedTo) parts.push(`${count(seq - signedTo, "entry", "entries")} not signed`)
  const offRecord = erasedOffRecord > 0 ? `, ${erasedOffRecord} of them without an entry that says so` : ""
  if (erased > 0) parts.push(`the words of ${erased} erased${offRecord}`)
  if (isReplayed) parts.push("the board is what its ledger tells")
  return `${title}: in order. ${parts.join("; ")}.\n`
}

function advice(results: readonly BoardResult[], options: Options): readonly string[] {
  if (!options.isKeyFoundBeside || options.keys === undefined) return []
  return results.some(({ checkpoints }) => checkpoints > 0)
    ? [
        "The public key lay beside the data. Whoever can change the one can change the other: give --key with a kept copy.",
      ]
    : []
}

const LABEL: Readonly<Record<Outcome, string>> = {
  ok: "in order",
  tampered: "TAMPERED",
  incomplete: "INCOMPLETE",
  differs: "DIFFERS",
}

const SUMMARY: Readonly<Record<Outcome, string>> = {
  ok: "Everything is in order.",
  tampered: "A ledger was tampered with.",
  incomplete: "A ledger is incomplete, or could not be checked to its end.",
  differs: "A board is not what its ledger tells.",
}

const count = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString("en")} ${n === 1 ? one : many}`

/** "Kim wanted to withdraw the handoff, but Max had accepted it 0.2 s before: it did not count": both lines in one sentence. */
import { isJsonObject } from "../../../shared/json.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { MINUTE_MS } from "../../../shared/time.ts"
import { superseded as words } from "../../words/en/superseded.ts"
import { clockTime, howLong } from "../time-words.ts"
import type { EntryNames } from "./told.ts"

export function supersededSentence({ at, data }: Entry, who: string, names: EntryNames): string {
  const against = isJsonObject(data?.against) ? data.against : {}
  const wanted = wordFor(words.wanted, data?.promise) ?? words.somethingWanted
  const had = wordFor(words.had, against.kind) ?? words.somethingHad
  const told = words.told(who, wanted, names.person(String(against.by)), had, before(at - Number(against.at)))
  const { claimedAt } = data ?? {}
  return typeof claimedAt === "number" ? words.offline(told, clockTime(claimedAt)) : told
}

const wordFor = (table: Readonly<Record<string, string>>, kind: unknown): string | undefined =>
  typeof kind === "string" && Object.hasOwn(table, kind) ? table[kind] : undefined

const NO_TIME_MS = 50

function before(ms: number): string {
  if (!(ms >= NO_TIME_MS)) return words.atOnce
  return ms < MINUTE_MS ? words.secondsBefore(ms / 1_000) : words.longBefore(howLong(ms))
}

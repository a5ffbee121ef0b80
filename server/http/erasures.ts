/**
 * Erasing what somebody wrote, on request. First it goes on record, with who asked and why, and from then on nobody is told
 * the words any more by anything that holds them in memory; then the store empties them. Cut off between the two, the answer
 * is no success, and it is asked again.
 */
import * as z from "zod"
import { RULES } from "../../shared/errors.ts"
import { isOpen } from "../../shared/handoff/handoff.ts"
import type { ActorId } from "../../shared/ids.ts"
import { LIMITS } from "../../shared/limits.ts"
import type { SealedEntry } from "../../shared/model/entry.ts"
import { WORDS_ERASED } from "../../shared/model/erasure.ts"
import type { Promises } from "../../shared/promises/fold.ts"
import { wordsBeside, wordsBesideAll } from "../ledger/words-beside.ts"
import type { Parts } from "./parts.ts"
import { refuse } from "./problem.ts"
import { createReadings } from "./readings.ts"
import { type Route, route } from "./route.ts"
import { actorId } from "./shared-screens.ts"

/** A minute and person: one of a person goes through the whole ledger. */
const ERASURES = 30
const NO_WORDS = "That entry has no words, or they are erased already."
const OPEN_OFFER =
  "They stand in a handoff that is still open. Withdraw or cancel it first, or have its read-back confirmed."

const reason = z.string().trim().min(1).max(LIMITS.lineChars)
const wish = z.union([z.strictObject({ seq: z.int().min(1), reason }), z.strictObject({ actor: actorId, reason })])
const erased = z.strictObject({ seq: z.int(), hash: z.string(), erased: z.int() })

export function erasureRoutes(parts: Parts): readonly Route[] {
  return [
    route({
      method: "POST",
      path: "/boards/:id/ledger/erasures",
      access: "ledger.erase",
      summary:
        "Erase for good the words of one entry or comment (`seq`), or all that a person (`actor`) wrote into the ledger of this board; the board itself is edited as ever",
      body: wish,
      bodyExamples: {
        entry: { summary: "One comment, with its edits", value: { seq: 412, reason: "Names a patient" } },
        person: { summary: "All of one person", value: { actor: "user:u5hG2k", reason: "Left, and asked for it" } },
      },
      answer: erased,
      answerExample: { seq: 1290, hash: "9f2c…", erased: 2 },
      readings: createReadings(ERASURES),
      async handle({ body, on, caller }) {
        const { journal } = parts.store
        const board = on.board.id
        const [entry] = "seq" in body ? await journal.readEntries(board, { since: body.seq - 1, limit: 1 }) : []
        if ("seq" in body && entry?.seq !== body.seq) return refuse("not-found")
        if (entry && entry.words === null) return refuse("conflict", { detail: NO_WORDS })
        const person = "actor" in body ? (body.actor as ActorId) : undefined
        const found = await parts.relay.snapshot(board)
        if (!found) return refuse("not-found")
        if (isInOpenHandoff(found.promises, entry, person))
          return refuse("refused", { rule: "H17" satisfies keyof typeof RULES, detail: OPEN_OFFER })
        const entries =
          person === undefined ? await wordsBeside(journal, entry!) : await wordsBesideAll(journal, board, person)
        const draft = {
          ...{ actor: caller.actor, kind: WORDS_ERASED, reason: body.reason },
          ...(entry?.card ? { card: entry.card } : {}),
          data: { ...(person === undefined ? {} : { person }), entries: [...entries] },
        }
        const told = await parts.relay.edit(board, { actor: caller.actor, role: on.role }, [], { drafts: [draft] })
        if (!told.ok) return refuse("refused", { rule: told.error.rule, detail: RULES[told.error.rule] })
        const { seq, hash } = told.value
        const count = await journal.eraseWords(board, {
          entries,
          ...(person === undefined ? {} : { person: { actor: person, before: seq } }),
        })
        return { seq, hash, erased: count }
      },
    }),
  ]
}

/** Nobody accepts a brief, or confirms a read-back, that can no longer be read. */
function isInOpenHandoff({ handoffs }: Promises, entry: SealedEntry | undefined, person: ActorId | undefined): boolean {
  const about = entry && (JSON.parse(entry.body) as { data?: { handoff?: unknown; sheet?: unknown } }).data
  return Object.values(handoffs).some((handoff) => {
    if (!isOpen(handoff) && !handoff.loopOpen) return false
    const { id, sender, receiver } = handoff
    return person === undefined
      ? about?.handoff === id || about?.sheet === id
      : sender === person || receiver === person
  })
}

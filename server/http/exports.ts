/** A board to take away: everything, as JSON that makes the same board again, or the cards as a table. */
import type { FastifyReply } from "fastify"
import * as z from "zod"
import { readTextJson } from "../../shared/doc/rich-text.ts"
import { type ExportGaps, exportBoard } from "../../shared/export/board-export.ts"
import { exportCsv, exportFileName, type FileExtension } from "../../shared/export/csv.ts"
import { commentsFrom, movesFrom } from "../../shared/export/ledger-parts.ts"
import { exportTimeline } from "../../shared/export/timeline.ts"
import type { BoardId } from "../../shared/ids.ts"
import type { SeedText } from "../../shared/import/seed.ts"
import type { BoardView } from "../../shared/model/board-view.ts"
import type { StoredDamage } from "../../shared/model/damage.ts"
import type { Entry } from "../../shared/model/entry.ts"
import { openSealed } from "../ledger/open-sealed.ts"
import { damageOf } from "../relay/damage.ts"
import { hydrate } from "../relay/hydrate.ts"
import type { BoardRow, Journal } from "../store/store.ts"
import type { Parts } from "./parts.ts"
import { peopleOf } from "./people.ts"
import { refuse } from "./problem.ts"
import { createReadings } from "./readings.ts"
import { type Route, route } from "./route.ts"
import { innerId, yesOrNo } from "./schemas.ts"

const PAGE = 5_000
/** A minute and person: it takes seconds of a large board. */
const EXPORTS = 20

export function exportRoutes(parts: Parts): readonly Route[] {
  const readings = createReadings(EXPORTS)
  return [
    route({
      method: "GET",
      path: "/boards/:id/export.json",
      access: "board.export",
      summary: "The whole board as a file that makes the same board again",
      answer: z.looseObject({ format: z.string(), version: z.int(), name: z.string() }),
      readings,
      async handle({ on, reply }) {
        const found = await wholeBoard(parts, on.board)
        if (!found) return refuse("not-found")
        asFile(reply, found, "json")
        return exportBoard(found)
      },
    }),
    route({
      method: "GET",
      path: "/boards/:id/export.csv",
      access: "board.export",
      summary: "The cards as a table",
      query: z.strictObject({ archived: yesOrNo.default(false), bom: yesOrNo.default(true) }),
      answerType: "text/csv",
      readings,
      async handle({ on, query, reply }) {
        const [found, people] = await Promise.all([
          parts.relay.snapshot(on.board.id),
          peopleOf(parts.store, on.board.id, parts.now()),
        ])
        if (!found) return refuse("not-found")
        asFile(reply, found, "csv")
        reply.type("text/csv; charset=utf-8")
        return exportCsv(found.view, found.promises, namesOf(people), { now: parts.now(), ...query })
      },
    }),
    route({
      method: "GET",
      path: "/boards/:id/timeline.csv",
      access: "board.export",
      summary: "What happened, one fact a line, with times in UTC; of one card or of all",
      query: z.strictObject({ card: innerId.optional() }),
      answerType: "text/csv",
      readings,
      async handle({ on, query: { card }, reply }) {
        const [found, people, entries] = await Promise.all([
          parts.relay.snapshot(on.board.id),
          peopleOf(parts.store, on.board.id, parts.now()),
          allEntries(parts.store.journal, on.board.id, card),
        ])
        if (!found) return refuse("not-found")
        asFile(reply, { ...found, incomplete: gapsIn(found.damage, entries, []) }, "timeline.csv")
        reply.type("text/csv; charset=utf-8")
        return exportTimeline(entries, { view: found.view, people: namesOf(people) })
      },
    }),
  ]
}

async function wholeBoard(parts: Parts, { id, name }: BoardRow) {
  const { journal } = parts.store
  const [found, people, entries, { texts, cut }] = await Promise.all([
    parts.relay.snapshot(id),
    peopleOf(parts.store, id, parts.now()),
    allEntries(journal, id),
    allTexts(journal, id),
  ])
  if (!found) return undefined
  const known = namesOf(people)
  const nameOf = (actor: string) => known.get(actor) ?? actor
  const comments = commentsFrom(entries, nameOf)
  const history = movesFrom(entries, found.view, nameOf)
  const names = people.map(({ actor, name: personName }) => ({ actor, name: personName }))
  const incomplete = gapsIn(found.damage, entries, cut)
  return { ...found, id, name, texts, comments, history, people: names, exportedAt: parts.now(), incomplete }
}

function gapsIn(
  damage: StoredDamage | undefined,
  entries: readonly Entry[],
  texts: readonly string[],
): ExportGaps | undefined {
  const unreadable = entries.filter((entry) => entry.unreadable).map(({ seq }) => seq)
  if (!damage && unreadable.length === 0 && texts.length === 0) return undefined
  return { ...(damage ?? { unreadable: 0, waiting: 0 }), texts, entries: unreadable }
}

const namesOf = (people: readonly { readonly actor: string; readonly name: string }[]) =>
  new Map(people.map(({ actor, name }) => [actor, name]))

async function allEntries(journal: Journal, board: BoardId, card?: string): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  const about = card === undefined ? {} : { card }
  for (;;) {
    const page = await journal.readEntries(board, { ...about, since: entries.at(-1)?.seq ?? 0, limit: PAGE })
    entries.push(...page.map(openSealed))
    if (page.length < PAGE) return entries
  }
}

/** Read from the store: nobody has seen anything that is not there. `cut`: those of which something cannot be read. */
async function allTexts(
  journal: Journal,
  board: BoardId,
): Promise<{ texts: readonly SeedText[]; cut: readonly string[] }> {
  const texts: SeedText[] = []
  const cut: string[] = []
  for (const textId of (await journal.listDocs(board)).filter((doc) => doc !== "")) {
    const { doc, ...found } = hydrate(await journal.loadDoc(board, textId), "text")
    if (damageOf(found)) cut.push(textId)
    const text = readTextJson(doc)
    doc.destroy()
    if (text.length > 0) texts.push({ textId, text })
  }
  return { texts, cut }
}

interface Exported {
  readonly view: BoardView
  readonly damage?: StoredDamage | undefined
  readonly incomplete?: ExportGaps | undefined
}

/** A file that lacks something says so in its name, which is all that a table can say. */
function asFile(reply: FastifyReply, { view, damage, incomplete }: Exported, extension: FileExtension): void {
  const name = exportFileName(view, damage || incomplete ? `incomplete.${extension}` : extension)
  const ascii = name.replace(/[^\w. -]/g, "_")
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  reply.header("content-disposition", `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`)
}

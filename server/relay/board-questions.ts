/** What `decide` asks of a board, answered from the fold, the living document and the open texts. */
import { createHash } from "node:crypto"
import type * as Y from "yjs"
import type { Command } from "../../shared/command/command.ts"
import type { Deciding } from "../../shared/command/decide.ts"
import { metaMap, thingMap } from "../../shared/doc/layout.ts"
import { readThing } from "../../shared/doc/read.ts"
import { readTextJson } from "../../shared/doc/rich-text.ts"
import { isEligible, type Someone } from "../../shared/handoff/parties.ts"
import { sheetOf, textIdOf } from "../../shared/handoff/sheet.ts"
import type { HandoffTemplate } from "../../shared/handoff/template.ts"
import { templateFor, templateKeys } from "../../shared/handoff/templates/templates.ts"
import { agendaOf } from "../../shared/huddle/agenda.ts"
import { isJsonObject, type Json } from "../../shared/json.ts"
import type { Registers } from "../../shared/model/board-view.ts"
import { plainText } from "../../shared/model/rich-text.ts"
import type { Promises } from "../../shared/promises/fold.ts"
import { partyBoard } from "../../shared/promises/needs-me.ts"
import { handoffOf, promiseQuestions } from "../../shared/promises/questions.ts"
import { type GateBoard, judgeExit } from "../../shared/rules/gate.ts"
import type { Instant } from "../../shared/time.ts"
import { thingOf } from "../referee/thing.ts"

export interface Asked {
  readonly doc: Y.Doc
  readonly promises: Promises
  readonly gates: GateBoard
  readonly now: Instant
  readonly crew: readonly Someone[]
  /** The document of a text, if it is open. */
  text(textId: string): Y.Doc | undefined
}

export function boardQuestions({ doc, promises, gates, now, crew, text }: Asked): Deciding {
  const things = (root: "cards" | "lanes") => ({ get: (id: string) => thingOf(doc, root, id) })
  const party = partyBoard(promises, { cards: things("cards"), lanes: things("lanes") })
  const template = (ref: string) => templateOn(doc, ref)
  return {
    ...party,
    ...promiseQuestions(promises),
    promises,
    now,
    template,
    hasCard: (id) => thingMap(doc, "cards").has(id),
    sheet(id) {
      const registers = thingOf(doc, "sheets", id)
      const form = template(handoffOf(promises, id)?.template ?? "")
      return registers && form && sheetOf(registers, wordsOf(id, form, text), form)
    },
    candidates: (target, without) =>
      crew.filter((one) => !without.includes(one.actor) && isEligible(one, target, party)).length,
    agenda: () => agendaOf(readThing(metaMap(doc))),
    hasCrewRole: (role) => (metaMap(doc).get(`r:${role}`) ?? null) !== null,
    exit: (card, to) => judgeExit(card, to, gates),
    check(card, id) {
      const item = thingOf(doc, "cards", card)?.[`c:${id}`] as
        | { readonly roles: readonly string[]; readonly text: string }
        | undefined
      return item && { roles: item.roles, textHash: createHash("sha256").update(item.text).digest("hex") }
    },
  }
}

const templateOn = (doc: Y.Doc, ref: string): HandoffTemplate | undefined => {
  const own = templateKeys(ref).map((key) => [key, metaMap(doc).get(key) as Json | undefined] as const)
  return templateFor(Object.fromEntries(own.filter(([, value]) => isJsonObject(value))) as Registers, ref)
}

const longFields = ({ fields }: HandoffTemplate) => fields.filter(({ type }) => type === "long").map(({ key }) => key)

function wordsOf(handoff: string, template: HandoffTemplate, text: Asked["text"]): Record<string, string> {
  const words: Record<string, string> = {}
  for (const key of longFields(template)) {
    const open = text(textIdOf(handoff, key))
    if (open) words[key] = plainText(readTextJson(open))
  }
  return words
}

/** Steps that read the brief; its long fields are texts of their own, which must be open then. */
const READ_THE_BRIEF: ReadonlySet<Command["kind"]> = new Set(["handoff.offer", "handoff.accept", "handoff.read-again"])

/** The texts that a command needs open, as far as is known of its handoff now. */
export function textsFor(command: Command, doc: Y.Doc, promises: Promises): readonly string[] {
  if (!("handoff" in command) || !READ_THE_BRIEF.has(command.kind)) return []
  const template = templateOn(doc, handoffOf(promises, command.handoff)?.template ?? "")
  return template ? longFields(template).map((key) => textIdOf(command.handoff, key)) : []
}

/** Steps that depend on who else could take it. */
const ASK_FOR_CREW: ReadonlySet<Command["kind"]> = new Set([
  "handoff.offer",
  "handoff.decline",
  "handoff.return",
  "handoff.reassign",
  "huddle.hand-over",
])

export const needsCrew = ({ kind }: Command): boolean => ASK_FOR_CREW.has(kind)

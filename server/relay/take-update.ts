/** One update of one person inside a batch: guard, apply, observe, judge, ledger. */
import * as Y from "yjs"
import { BOARD_ROOTS } from "../../shared/doc/layout.ts"
import { RULES } from "../../shared/errors.ts"
import { sheetTextOf } from "../../shared/handoff/sheet.ts"
import { huddleOfNotes } from "../../shared/huddle/notes.ts"
import type { ActorId } from "../../shared/ids.ts"
import type { EntryDraft } from "../../shared/model/entry.ts"
import { handoffOf } from "../../shared/promises/questions.ts"
import { observe } from "../referee/observe.ts"
import { judgeObserved, type RefusedChange } from "../referee/referee.ts"
import type { Batch } from "./batch.ts"
import type { Channel } from "./channel.ts"
import { checkUpdate } from "./guard.ts"
import type { RelayLimits } from "./limits.ts"
import type { UnnumberedRefusal } from "./retell.ts"
import { sizeOfText } from "./text-size.ts"
import type { UpdateWork } from "./work.ts"

export function takeUpdate(batch: Batch, { channel, connection, update }: UpdateWork): void {
  const { state, limits, textCount } = batch.context
  const { actor, role } = connection.principal
  const checked = checkUpdate(update, {
    doc: channel.doc,
    kind: channel.kind,
    limits,
    owns: (id) =>
      (state.clientIds.get(id) ?? batch.clientIds.get(id) ?? channel.presence.actorOf(id) ?? actor) === actor,
  })
  if (!checked.ok) {
    batch.refuse(connection, checked.error.code, checked.error.why)
    return
  }
  const { isNew, clientIds, growth, touched } = checked.value
  if (isNew && isOverLimit(channel, update.bytes.length, growth, limits)) {
    batch.refuse(connection, "too-large", "a document over its limit")
    return
  }
  if (isNew && channel.kind === "text" && channel.isUnwritten) {
    const count = textCount.count ?? 0
    if (count >= limits.texts) {
      batch.refuse(connection, "too-large", "more texts than a board takes")
      return
    }
    textCount.count = count + 1
  }
  connection.removals += touched.removals
  if (connection.removals > limits.removalsPerConnection) {
    batch.refuse(connection, "invalid-update", "one removal after the other")
    return
  }
  batch.acknowledge(connection)
  if (!isNew) return
  for (const id of clientIds) if (!state.clientIds.has(id)) batch.clientIds.set(id, actor)
  const authors = batch.authors.get(channel)
  if (authors) authors.add(connection)
  else batch.authors.set(channel, new Set([connection]))
  const observed = observe(channel.doc, touched, () => Y.applyUpdate(channel.doc, update.bytes))
  if (channel.kind === "text") {
    sealTextEntry(batch, channel, connection.principal.actor)
    return
  }
  const court = {
    ...{ counts: state.counts, gates: batch.gates, promises: state.promises },
    ...{ meta: () => batch.meta(), seal: (draft: EntryDraft) => batch.seal(draft) },
  }
  const verdict = judgeObserved(channel.doc, observed, { actor, role }, court)
  if (verdict.wrote) batch.countered.add(channel)
  for (const refused of verdict.refused) batch.takeBack(connection, refusedFrame(refused))
}

/** A text that is too long can still be shortened. */
function isOverLimit(channel: Channel, bytes: number, growth: number, limits: RelayLimits): boolean {
  if (channel.kind === "text") return growth > 0 && isTooLong(channel, growth, limits.textBytes)
  channel.storedBytes += bytes
  return channel.storedBytes > limits.boardBytes
}

/** The estimate only grows; when it passes the limit the text is measured. */
function isTooLong(channel: Channel, growth: number, limit: number): boolean {
  channel.sizeEstimate += growth
  if (channel.sizeEstimate <= limit) return false
  channel.sizeEstimate = sizeOfText(channel.doc) + growth
  return channel.sizeEstimate > limit
}

function sealTextEntry(batch: Batch, channel: Channel, actor: ActorId): void {
  if (sheetTextOf(channel.name)) {
    sealSheetWords(batch, channel.name, actor)
    return
  }
  if (!batch.context.isTextEntryDue(channel.name, actor)) return
  const huddle = huddleOfNotes(channel.name)
  const isCard = batch.context.board.doc.getMap(BOARD_ROOTS[2]).has(channel.name)
  batch.seal({
    actor,
    kind: "text.edited",
    ...(isCard ? { card: channel.name } : {}),
    data: { text: channel.name, ...(huddle === undefined ? {} : { huddle }) },
  })
}

/** Of a draft only now and then, as of any text; of a brief that somebody may be reading so that it is never missed. */
function sealSheetWords(batch: Batch, textId: string, actor: ActorId): void {
  const { sheetWords, now, isTextEntryDue } = batch.context
  const handoff = handoffOf(batch.promises, sheetTextOf(textId)?.handoff ?? "")
  if (handoff && handoff.offers > 0) {
    if (sheetWords.isDue(textId, actor, now)) batch.sealWords({ textId, actor })
  } else if (isTextEntryDue(textId, actor)) {
    const about = handoff ? { card: handoff.card } : {}
    batch.seal({ actor, kind: "text.edited", ...about, data: { text: textId } })
  }
}

function refusedFrame({ refusal, change }: RefusedChange): UnnumberedRefusal {
  const about = { rule: refusal.rule, detail: RULES[refusal.rule], ...(refusal.data ? { data: refusal.data } : {}) }
  switch (change.kind) {
    case "set":
      return { ...about, root: change.root, thing: change.id, key: change.key, value: change.to }
    case "set-meta":
      return { ...about, root: "meta", thing: "", key: change.key, value: change.to }
    case "replaced":
      return { ...about, root: change.root, thing: change.id, value: change.to }
    default:
      return { ...about, root: change.root, thing: change.id, value: change.value }
  }
}

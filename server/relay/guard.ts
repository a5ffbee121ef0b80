/**
 * May this update be applied at all? Whole or not at all: whatever is not of the document's form is refused before the
 * document sees it. What the guard lets through applies without a gap, without an exception, and only under client ids
 * that are the author's own. It also says which registers the update touches, so that the referee reads only those.
 *
 * The order in which structs are looked at follows their dependencies, as Yjs itself would integrate them.
 */
import * as Y from "yjs"
import type { ErrorCode } from "../../shared/errors.ts"
import { err, ok, type Result } from "../../shared/result.ts"
import { type ContentRule, isBoardContent, isBoardRoot } from "./board-content.ts"
import type { DecodedUpdate, Struct } from "./decode-update.ts"
import { checkDeletes } from "./guard-deletes.ts"
import { Incoming } from "./incoming.ts"
import type { RelayLimits } from "./limits.ts"
import type { Place } from "./place.ts"
import { isTextContent, isTextRoot } from "./text-content.ts"
import { type Touched, touchedBy } from "./touched.ts"

export interface GuardRefusal {
  readonly code: ErrorCode
  /** For the log: one of few sentences, without any content. */
  readonly why: string
}

export interface Checked {
  /** False when the document has all of it already: a resync. */
  readonly isNew: boolean
  /** Client ids of people that write something new here. */
  readonly clientIds: readonly number[]
  /** By how much a text gets longer. */
  readonly growth: number
  readonly touched: Touched
}

export type DocKind = "board" | "text"

export interface GuardContext {
  readonly doc: Y.Doc
  readonly kind: DocKind
  readonly limits: RelayLimits
  /** Whether the author may write under this client id. */
  owns(clientId: number): boolean
}

interface Rules {
  isRoot(name: string): boolean
  readonly isContent: ContentRule
}
const RULES: Record<DocKind, Rules> = {
  board: { isRoot: isBoardRoot, isContent: isBoardContent },
  text: { isRoot: isTextRoot, isContent: isTextContent },
}

const MAX_CLOCK = 2 ** 31
const FIRST_PERSON_ID = 65_536
const MAX_CLIENT_ID = 2 ** 32 - 1

const invalid = (why: string): GuardRefusal => ({ code: "invalid-update", why })
const gap = (why: string): GuardRefusal => ({ code: "update-gap", why })

export function checkUpdate(update: DecodedUpdate, context: GuardContext): Result<Checked, GuardRefusal> {
  const incoming = new Incoming(context.doc, context.kind === "text")
  const touched = touchedBy(context.kind)
  const blocks: Block[] = []
  for (const [client, structs] of update.blocks) {
    const block = openBlock(client, structs, incoming, context)
    if ("code" in block) return err(block)
    if (block.next < block.structs.length) blocks.push(block)
  }
  const refusal = settleBlocks(blocks, incoming, context, touched)
  if (refusal) return err(refusal)
  const deletes = checkDeletes(update.deletes, incoming, touched)
  if (!deletes.ok) return err(gap("a deletion of what the relay does not have"))
  if (touched.removals > context.limits.removalsPerUpdate) return err(invalid("too many things removed at once"))
  return ok({
    isNew: blocks.length > 0 || deletes.value,
    clientIds: blocks.map(({ client }) => client),
    growth: incoming.growth,
    touched,
  })
}

/** The new structs of one client; `next` is the first that is not looked at yet. */
interface Block {
  readonly client: number
  readonly structs: readonly Struct[]
  next: number
}

function openBlock(
  client: number,
  structs: readonly Struct[],
  incoming: Incoming,
  context: GuardContext,
): Block | GuardRefusal {
  const known = incoming.state(client)
  let clock = structs[0]?.id.clock ?? 0
  if (clock > known) return gap("structs that do not follow what the relay has")
  let next = structs.length
  for (const [index, struct] of structs.entries()) {
    if (struct instanceof Y.Skip) return gap("a skip inside an update")
    if (struct.length < 1 || struct.id.clock !== clock) return invalid("an empty struct")
    clock += struct.length
    if (clock >= MAX_CLOCK) return invalid("a clock out of range")
    if (clock > known && next === structs.length) next = index
  }
  if (next === structs.length) return { client, structs, next }
  if (client < FIRST_PERSON_ID || client > MAX_CLIENT_ID || !context.owns(client))
    return { code: "foreign-client-id", why: "structs under a client id of somebody else" }
  return { client, structs, next }
}

function settleBlocks(
  blocks: readonly Block[],
  incoming: Incoming,
  context: GuardContext,
  touched: Touched,
): GuardRefusal | undefined {
  let waiting = blocks.length
  while (waiting > 0) {
    let moved = false
    waiting = 0
    for (const block of blocks) {
      while (block.next < block.structs.length) {
        const struct = block.structs[block.next] as Y.Item | Y.GC
        if (struct instanceof Y.Item && !incoming.hasDependencies(struct)) break
        const refusal = settle(struct, incoming, context, touched)
        if (refusal) return refusal
        block.next++
        moved = true
      }
      if (block.next < block.structs.length) waiting++
    }
    if (waiting > 0 && !moved) return gap("structs that build on what the relay does not have")
  }
  return undefined
}

function settle(
  struct: Y.Item | Y.GC,
  incoming: Incoming,
  context: GuardContext,
  touched: Touched,
): GuardRefusal | undefined {
  if (!(struct instanceof Y.Item)) {
    incoming.addGarbage(struct)
    return undefined
  }
  const rules = RULES[context.kind]
  if (typeof struct.parent === "string" && !rules.isRoot(struct.parent)) return invalid("an unknown root")
  const found = incoming.placeOf(struct)
  if (found === "inconsistent") return invalid("an item between two places")
  const place: Place | undefined = found === "gone" ? undefined : found
  if (place && !rules.isRoot(place.root)) return invalid("an unknown root")
  if (!rules.isContent(struct, place, context.limits)) return invalid("content that does not belong there")
  incoming.add(struct, place)
  if (place) touched.wrote(struct, place)
  return undefined
}

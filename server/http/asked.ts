/** A promise that somebody is asked for, in names instead of ids: what the sentence on their phone is made of. */
import type { Command } from "../../shared/command/command.ts"
import type { BoardView, Registers } from "../../shared/model/board-view.ts"
import { crewRolesOf } from "../../shared/model/settings.ts"
import type { Promises } from "../../shared/promises/fold.ts"
import { handoffOf } from "../../shared/promises/questions.ts"
import type { AskedOfMe } from "../../shared/wire/http.ts"
import type { Ask } from "../auth/asks.ts"
import type { Parts } from "./parts.ts"
import { peopleOf } from "./people.ts"

export async function askedOf(parts: Parts, ask: Ask, boardName: string): Promise<AskedOfMe> {
  const { board, command, by, expiresAt } = ask
  const found = await parts.relay.snapshot(board)
  const handoff = found && "handoff" in command ? handoffOf(found.promises, command.handoff) : undefined
  const people = await peopleOf(parts.store, board, parts.now())
  const target = targetOf(command)
  return {
    ...{ boardName, screen: by.name, expiresInMs: Math.max(0, expiresAt - parts.now()), kind: command.kind },
    ...namesIn(command, found?.view, found?.promises),
    from: people.find(({ actor }) => actor === handoff?.sender)?.name ?? null,
    to: target && (people.find(({ actor }) => actor === target)?.name ?? nameOn(found?.view, target)),
    due: "due" in command ? (command.due ?? null) : null,
    words: wordsOf(command, found?.promises),
  }
}

/** What else it names; a promise must not read like another one that does something else. */
function targetOf(command: Command): string | null {
  const { lane, person, to } = command as { lane?: string; person?: string; to?: string | { readonly id: string } }
  return lane ?? person ?? (typeof to === "object" ? to.id : typeof to === "string" ? to : null)
}

/** A lane's name, or a crew role's; the bare id where the board knows none, so that it is not passed over. */
const nameOn = (view: BoardView | undefined, id: string): string =>
  text(view?.lanes.get(id)?.name) ?? (view && crewRolesOf(view).find((role) => role.id === id)?.name) ?? id

function namesIn(command: Command, view: BoardView | undefined, promises: Promises | undefined) {
  const cardId = cardOf(command, promises)
  const card = cardId === undefined ? undefined : view?.cards.get(cardId)
  const roleId = "role" in command ? command.role : undefined
  return {
    cardTitle: text(card?.title),
    check: "check" in command ? text((card?.[`c:${command.check}`] as Registers | undefined)?.text) : null,
    role: (view && crewRolesOf(view).find(({ id }) => id === roleId)?.name) ?? null,
  }
}

function cardOf(command: Command, promises: Promises | undefined): string | undefined {
  if ("card" in command) return command.card ?? undefined
  if ("action" in command) return actionIn(command, promises)?.card ?? undefined
  return "handoff" in command && promises ? (handoffOf(promises, command.handoff)?.card ?? undefined) : undefined
}

const text = (value: unknown): string | null => (typeof value === "string" ? value : null)

const actionIn = (command: Command, promises: Promises | undefined) =>
  "action" in command ? promises?.actions.find(({ seq }) => seq === command.action) : undefined

/** Whatever the person would be saying with it, and of an action what it is. */
const wordsOf = (command: Command, promises: Promises | undefined): string | null => {
  const { text: said, readBack, reason } = command as { text?: string; readBack?: string; reason?: string }
  const answers = command.kind === "handoff.accept" ? Object.values(command.answers ?? {}) : []
  const words = [actionIn(command, promises)?.text, said ?? readBack ?? reason, ...answers].filter(Boolean)
  return words.length > 0 ? words.join(" · ") : null
}

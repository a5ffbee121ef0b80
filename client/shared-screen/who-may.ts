/** Who of the people on the board could give their word for a command: they stand first. The relay decides. */
import type { Command } from "../../shared/command/command.ts"
import { type PartyBoard, partiesOf, type Someone } from "../../shared/handoff/parties.ts"
import { actionsOpen, type HandoffAction } from "../../shared/handoff/transitions.ts"
import type { ActorId } from "../../shared/ids.ts"
import { can } from "../../shared/rules/permission.ts"
import type { Person } from "../../shared/wire/http.ts"
import type { ReadModel } from "../sync/board-session.ts"

export interface Signers {
  readonly likely: readonly Person[]
  readonly others: readonly Person[]
}

type Known = Pick<ReadModel, "handoff" | "promise" | "actions">

export function signersOf(command: Command, people: Iterable<Person>, model: Known, board: PartyBoard): Signers {
  const able = [...people]
    .filter(({ role }) => role !== null && can(role, "board.command"))
    .sort((a, b) => a.name.localeCompare(b.name))
  const may = (person: Person) => mightDo(command, person, model, board)
  return { likely: able.filter(may), others: able.filter((person) => !may(person)) }
}

export const someoneOf = ({ actor, role, crewRoles }: Person): Someone | undefined =>
  role === null ? undefined : { actor: actor as ActorId, role, crewRoles }

function mightDo(command: Command, person: Person, model: Known, board: PartyBoard): boolean {
  const { actor, role, crewRoles } = person
  if ("action" in command) return model.actions().find(({ seq }) => seq === command.action)?.person === actor
  const promise = "card" in command && typeof command.card === "string" ? model.promise(command.card) : undefined
  if ("handoff" in command) return mightStep(command, person, model, board)
  switch (command.kind) {
    case "check.sign":
      return crewRoles.includes(command.role)
    case "check.unsign":
      return promise?.signatures[command.check]?.some(({ by }) => by === actor) === true
    case "card.release":
      return role === "lead" || promise?.accountable === actor
    case "comment.edit":
      return promise?.comments[command.comment] === actor
    case "comment.remove":
      return role === "lead" || promise?.comments[command.comment] === actor
    case "gate.override":
      return role === "lead"
    case "huddle.act":
      return command.person === undefined || command.person === actor
    default:
      return true
  }
}

function mightStep(
  command: Command & { readonly handoff: string },
  person: Person,
  model: Pick<ReadModel, "handoff">,
  board: PartyBoard,
): boolean {
  const handoff = model.handoff(command.handoff)
  const someone = someoneOf(person)
  if (!handoff || !someone || command.kind === "handoff.create") return true
  const action = command.kind.slice("handoff.".length) as HandoffAction
  return actionsOpen(handoff.state, partiesOf(someone, handoff, board)).includes(action)
}

/**
 * Promises that were asked for on a shared screen and wait for a person: the screen's own session gives nobody's word. They
 * are never kept or sent again; whoever walks away has signed nothing.
 */

import { capabilityOf } from "../../shared/command/capability.ts"
import type { Answer, Command, CommandKind } from "../../shared/command/command.ts"
import { type BoardRole, can } from "../../shared/rules/permission.ts"
import type { External, SignRequest, WithoutId } from "./board-session.ts"
import { cell } from "./external.ts"

export class SignRequests {
  readonly list: External<readonly SignRequest[]>
  readonly #list = cell<readonly SignRequest[]>([])
  readonly #newId: () => string

  constructor(newId: () => string) {
    this.#newId = newId
    this.list = this.#list
  }

  ask(asked: WithoutId<Command>): Promise<Answer> {
    return new Promise((resolve) => {
      const request: SignRequest = {
        command: { ...asked, id: this.#newId() } as Command,
        settle: (answer) => {
          this.#list.set(this.#list.get().filter((one) => one !== request))
          resolve(answer)
        },
      }
      this.#list.set([...this.#list.get(), request])
    })
  }
}

/** Whether a session of this role may only ask for it through a person. */
export const needsPerson = (role: BoardRole | undefined, kind: CommandKind): boolean =>
  can(role, "command.as") && !can(role, capabilityOf(kind))

/** The server's HTTP door as the soak needs it: boards, people who can sign in, screens. */
import { ADMIN_HEADERS } from "../support/built-server.ts"

export interface Person {
  readonly actor: string
  readonly headers: Readonly<Record<string, string>>
}

const PASSWORD = "a long soak in warm water"

export class Door {
  readonly api: string
  readonly #origin: string

  constructor(origin: string) {
    this.#origin = origin
    this.api = `${origin}/api/v1`
  }

  socketUrl(board: string): string {
    return `${this.#origin.replace("http", "ws")}/sync/${board}`
  }

  async ask<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = ADMIN_HEADERS,
  ): Promise<T> {
    return (await this.#fetch(method, path, body, headers)).json() as Promise<T>
  }

  async newPerson(login: string): Promise<Person> {
    const { token } = await this.ask<{ readonly token: string }>("POST", "/users", { login, name: login })
    const accepted = await this.#fetch("POST", "/invitations/accept", { token, password: PASSWORD }, {})
    const { actor } = (await accepted.json()) as { readonly actor: string }
    const cookie = accepted.headers.getSetCookie()[0]!.split(";")[0]!
    return { actor, headers: { cookie, origin: this.#origin } }
  }

  async newBoard(people: readonly Person[]): Promise<string> {
    const { id } = await this.ask<{ readonly id: string }>("POST", "/boards", {
      name: "Soak",
      template: "plain-kanban",
    })
    for (const { actor } of people)
      await this.ask("POST", `/boards/${id}/members`, { userId: actor.replace("user:", ""), role: "member" })
    return id
  }

  async newScreen(board: string): Promise<string> {
    return (await this.ask<{ readonly token: string }>("POST", `/boards/${board}/links`, { role: "kiosk" })).token
  }

  async #fetch(
    method: string,
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
  ): Promise<Response> {
    const json = body === undefined ? {} : { "content-type": "application/json" }
    const response = await fetch(this.api + path, {
      method,
      headers: { ...json, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response
  }
}

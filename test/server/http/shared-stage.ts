/** A board with a shared screen, two people who can sign on it, and one who cannot. */
import { onTestFinished } from "vitest"
import * as Y from "yjs"
import type { Entry } from "../../../shared/model/entry.ts"
import type { Me, NewAsk, Problem } from "../../../shared/wire/http.ts"
import { RawClient } from "../../support/raw-client.ts"
import {
  type Answered,
  type Asking,
  PASSWORD,
  type Person,
  type ServerOptions,
  startServer,
} from "../../support/server.ts"

export const PIN = "4071"

export async function sharedStage(options: ServerOptions = {}) {
  const server = await startServer(options)
  onTestFinished(server.close)
  const board = await server.createBoard("Ward", "plain-kanban")
  const member = async (login: string, name: string, role: string, crewRoles: readonly string[]) => {
    const person = await server.signUp(login, { name })
    await server.admin.ask("POST", `/boards/${board.id}/members`, { login, role, crewRoles })
    return person
  }
  const ana = await member("ana", "Ana Ruiz", "member", ["test"])
  const bo = await member("bo", "Bo Lind", "member", [])
  const viewer = await member("vi", "Vi Okoro", "viewer", ["test"])
  await putCard(server.wsUrl, board.id, ana)
  const screen = await shareScreen(await server.signIn("bo"), board.id)
  let made = 0
  const command = (more: object) => ({ id: `command-${++made}`, ...more })
  return {
    ...{ server, board, ana, bo, viewer, screen, command },
    sign: () => command({ kind: "check.sign", card: "card-1", check: "check-1", role: "test" }),
    setPin: (person: Asking, pin = PIN, current = PASSWORD) => person.ask<Problem>("POST", "/me/pin", { pin, current }),
    as: (person: Person, pin: string, asked: object, from: Asking = screen) =>
      from.ask<Problem & { seq: number }>("POST", `/boards/${board.id}/as`, {
        ...{ person: person.me.actor, pin, command: asked },
      }),
    ask: (asked: object, person?: Person, from: Asking = screen) =>
      from.ask<NewAsk & Problem>("POST", `/boards/${board.id}/asks`, {
        ...(person ? { person: person.me.actor } : {}),
        command: asked,
      }),
    async entries(): Promise<readonly Entry[]> {
      const { body } = await server.admin.ask<{ entries: Entry[] }>("GET", `/boards/${board.id}/ledger?limit=1000`)
      return body.entries
    },
  }
}

/** Turns the browser of somebody who is signed in into a shared screen. */
export async function shareScreen(person: Person, board: string, label = "Wall in the office"): Promise<Person> {
  const answered = await person.ask<Me>("POST", `/boards/${board}/shared-screens`, { label })
  return { ...withCookie(person, answered), me: answered.body }
}

function withCookie({ headers }: Person, answered: Answered): Pick<Person, "headers" | "ask"> {
  const cookie = answered.headers.getSetCookie()[0]?.split(";")[0] ?? ""
  const url = headers.origin ?? ""
  const own = { cookie, origin: url }
  return {
    headers: own,
    async ask(method, path, body, more) {
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: { ...own, ...more, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return {
        status: response.status,
        headers: response.headers,
        body: (text === "" ? "" : JSON.parse(text)) as never,
      }
    },
  }
}

export const tokenOf = (ask: NewAsk): string => ask.url.split(".").at(-1) ?? ""

async function putCard(wsUrl: string, board: string, who: Person): Promise<void> {
  const client = await new RawClient({ url: `${wsUrl}/sync/${board}`, headers: who.headers }).connect()
  const [lane] = client.doc.getMap("lanes").keys()
  const check = { list: "list", text: "Allergies checked", rank: "a", roles: ["test"] }
  const card = { title: "Bed 4", place: [lane, "a"], "c:check-1": check }
  client.doc.getMap("cards").set("card-1", new Y.Map(Object.entries(card)))
  await client.allSaved()
  client.terminate()
}

/** A tiny mail server on loopback: takes what it is told, keeps it, and fails on demand. */
import { createServer, type Socket } from "node:net"

export interface Letter {
  readonly from: string
  readonly to: readonly string[]
  /** As it came over the wire, dots unstuffed. */
  readonly source: string
  /** Unfolded, names in lower case; a header that came twice has both values. */
  readonly headers: Readonly<Record<string, readonly string[]>>
  /** The decoded parts by type, with plain line ends. */
  readonly text: string
  readonly html: string
}

export interface SmtpServer {
  readonly url: string
  readonly letters: readonly Letter[]
  /** Connections that were made, whether or not anything was taken. */
  readonly connections: number
  /** `busy`: 451 to the message; `no-such-person`: 550 to the recipient; `silent`: takes the message and never answers. */
  mood: "fine" | "busy" | "no-such-person" | "silent"
  /** A message has come in while the mood was `silent`. */
  readonly swallowed: number
  close(): Promise<void>
}

export async function startSmtpServer(): Promise<SmtpServer> {
  const letters: Letter[] = []
  const sockets = new Set<Socket>()
  const state = { mood: "fine" as SmtpServer["mood"], connections: 0, swallowed: 0 }
  const server = createServer((socket) => {
    state.connections++
    sockets.add(socket)
    socket.on("close", () => sockets.delete(socket))
    socket.on("error", () => socket.destroy())
    converse(socket, state, (letter) => letters.push(letter))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    get connections() {
      return state.connections
    },
    get swallowed() {
      return state.swallowed
    },
    get mood() {
      return state.mood
    },
    set mood(mood) {
      state.mood = mood
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function converse(
  socket: Socket,
  state: { mood: SmtpServer["mood"]; swallowed: number },
  take: (letter: Letter) => void,
): void {
  let rest = ""
  let from = ""
  let to: string[] = []
  let lines: string[] | undefined
  const say = (line: string) => socket.write(`${line}\r\n`)
  const line = (words: string) => {
    if (lines) {
      if (words !== ".") return void lines.push(words.replace(/^\./, ""))
      const source = lines.join("\r\n")
      lines = undefined
      if (state.mood === "silent") return void state.swallowed++
      if (state.mood === "busy") return void say("451 Try again later")
      take(letterOf(from, to, source))
      return void say("250 Taken")
    }
    const verb = words.slice(0, 4).toUpperCase()
    if (verb === "EHLO") return void say("250 loopback")
    if (verb === "MAIL") {
      from = /<(.*?)>/.exec(words)?.[1] ?? ""
      to = []
    }
    if (verb === "RCPT") {
      if (state.mood === "no-such-person") return void say("550 No such person")
      to.push(/<(.*?)>/.exec(words)?.[1] ?? "")
    }
    if (verb === "DATA") {
      lines = []
      return void say("354 Go on")
    }
    say(verb === "QUIT" ? "221 Bye" : "250 Fine")
  }
  say("220 loopback")
  socket.on("data", (bytes) => {
    rest += bytes.toString("latin1")
    const parts = rest.split("\r\n")
    rest = parts.pop() ?? ""
    for (const part of parts) line(part)
  })
}

function letterOf(from: string, to: readonly string[], source: string): Letter {
  const headers: Record<string, string[]> = {}
  for (const [name, value] of headersOf(source)) headers[name] = [...(headers[name] ?? []), value]
  return { from, to, source, headers, text: partOf(source, "text/plain"), html: partOf(source, "text/html") }
}

const headersOf = (block: string): readonly (readonly [string, string])[] =>
  (block.split("\r\n\r\n")[0] ?? "")
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n")
    .map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()])

function partOf(source: string, type: string): string {
  const boundary = /boundary="([^"]+)"/.exec(source)?.[1]
  const parts =
    boundary === undefined ? [source] : source.split(`--${boundary}`).map((part) => part.replace(/^\r\n/, ""))
  for (const part of parts) {
    const headers = new Map(headersOf(part))
    if (headers.get("content-type")?.startsWith(type))
      return decoded(
        part.slice(part.indexOf("\r\n\r\n") + 4),
        headers.get("content-transfer-encoding") ?? "7bit",
      ).replaceAll("\r\n", "\n")
  }
  return ""
}

function decoded(body: string, encoding: string): string {
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8")
  if (encoding !== "quoted-printable") return Buffer.from(body, "latin1").toString("utf8")
  const bytes = body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, "latin1").toString("utf8")
}

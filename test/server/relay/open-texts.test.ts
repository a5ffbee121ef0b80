import { request } from "node:http"
import { describe, expect, it } from "vitest"
import WebSocket from "ws"
import { eventually, type Harness, startRelay } from "./harness.ts"

const TOO_MANY = 429

/** The HTTP status of a refused upgrade; 101 when it was let in. */
const opens = ({ url }: Harness, text: string, who = "vi") =>
  new Promise<{ status: number; socket: WebSocket }>((resolve, reject) => {
    const socket = new WebSocket(url(who, "viewer", text))
    socket.on("error", () => undefined)
    socket.once("open", () => resolve({ status: 101, socket }))
    socket.once("unexpected-response", (_request, { statusCode = 0 }) => resolve({ status: statusCode, socket }))
    setTimeout(() => reject(new Error("no answer")), 8_000).unref()
  })

describe("texts that are open", () => {
  it("are so many per person: a reader who names one after the other is told that it is too much, others are not", async () => {
    const relay = await startRelay({ inMemory: true, limits: { openTextsPerPerson: 3 } })
    const first = [await opens(relay, "t-1"), await opens(relay, "t-2"), await opens(relay, "t-3")]
    expect(first.map(({ status }) => status)).toEqual([101, 101, 101])
    expect((await opens(relay, "t-4")).status).toBe(TOO_MANY)
    expect((await opens(relay, "t-1")).status).toBe(101)
    expect((await opens(relay, "t-4", "ben")).status).toBe(101)
    expect((await opens(relay, "t-4")).status).toBe(101)
    expect((await opens(relay, "")).status).toBe(101)
  })

  it("are so many per board", async () => {
    const relay = await startRelay({ inMemory: true, limits: { openTexts: 2 } })
    await opens(relay, "t-1", "anna")
    await opens(relay, "t-2", "ben")
    expect((await opens(relay, "t-3", "cleo")).status).toBe(TOO_MANY)
  })

  it("are let go soon when nobody has written in them and nobody looks, and the place is free again", async () => {
    const relay = await startRelay({ inMemory: true, limits: { openTextsPerPerson: 1, idleUnwrittenTextMs: 20 } })
    const { socket } = await opens(relay, "t-1")
    expect((await opens(relay, "t-2")).status).toBe(TOO_MANY)
    socket.terminate()
    await eventually(async () => (await opens(relay, "t-2")).status === 101)
  })

  it("are not held by handshakes that never become a socket", async () => {
    const relay = await startRelay({ inMemory: true, limits: { openTextsPerPerson: 2, idleUnwrittenTextMs: 20 } })
    const halfway = (text: string) =>
      new Promise<number>((resolve) => {
        const address = new URL(relay.url("vi", "viewer", text).replace("ws:", "http:"))
        const asked = request(address, { headers: { connection: "upgrade", upgrade: "websocket" } })
        asked.on("response", ({ statusCode = 0 }) => resolve(statusCode)).end()
      })
    expect([await halfway("t-1"), await halfway("t-2"), await halfway("t-3")]).toEqual([400, 400, TOO_MANY])
    await eventually(async () => (await opens(relay, "t-3")).status === 101)
  })
})

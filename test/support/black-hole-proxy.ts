/**
 * A wire that can be pulled out or go silent. Between a browser and a server, on a port of its own: `down` breaks every
 * connection and takes no new one, `black-hole` keeps all of them open and lets nothing through, which no browser notices.
 */
import { once } from "node:events"
import { type AddressInfo, connect, createServer, type Socket } from "node:net"

export type WireState = "open" | "down" | "black-hole"

export interface BlackHoleProxy {
  readonly url: string
  set(state: WireState): void
  close(): Promise<void>
}

export async function blackHoleProxy(target: string): Promise<BlackHoleProxy> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let state: WireState = "open"
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on("close", () => sockets.delete(socket))
    // A broken wire is what this is for; both ends are closed together.
    socket.on("error", () => socket.destroy())
  }
  const pass = (from: Socket, to: Socket) => {
    from.on("data", (bytes) => {
      if (state === "open") to.write(bytes)
    })
    from.on("close", () => {
      if (state !== "black-hole") to.destroy()
    })
  }
  const server = createServer((near) => {
    keep(near)
    if (state === "down") return near.destroy()
    // What came into a silent wire stays silent, also when the wire is good again.
    if (state === "black-hole") return
    const far = connect(Number(port), hostname)
    keep(far)
    pass(near, far)
    pass(far, near)
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set(next) {
      // Bytes are missing from what went silent: such a connection cannot go on.
      if (next === "down" || state === "black-hole") for (const socket of sockets) socket.destroy()
      state = next
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, "close")
    },
  }
}

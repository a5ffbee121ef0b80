/** Many clients in a process of their own, so that their coming costs no time of those who measure. */
import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { BenchClient } from "./client.ts"
import type { Room } from "./room.ts"

interface Call {
  readonly room: Room
  readonly people: number
}

export class Crowd {
  readonly #process: ChildProcess

  private constructor(process: ChildProcess) {
    this.#process = process
  }

  /** Resolves when the process is ready. */
  static async gather(): Promise<Crowd> {
    const child = fork(fileURLToPath(import.meta.url), { execArgv: ["--import", "tsx"] })
    await once(child, "message")
    return new Crowd(child)
  }

  /** Lets `people` join at once; resolves with the milliseconds until the last one had the room's state. */
  async join(room: Room, people: number): Promise<number> {
    this.#process.send({ room, people } satisfies Call)
    const [answer] = (await once(this.#process, "message")) as [
      { readonly tookMs: number } | { readonly failed: string },
    ]
    if ("failed" in answer) throw new Error(answer.failed)
    return answer.tookMs
  }

  leave(): void {
    this.#process.kill("SIGKILL")
  }
}

async function come({ room, people }: Call): Promise<number> {
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: people }, () => BenchClient.join(room, false)))
  return performance.now() - startedAt
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.on("message", (call: Call) => {
    come(call).then(
      (tookMs) => process.send?.({ tookMs }),
      (error: Error) => process.send?.({ failed: error.message }),
    )
  })
  process.send?.("ready")
}

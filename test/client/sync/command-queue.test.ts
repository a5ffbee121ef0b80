import { describe, expect, it } from "vitest"
import { CommandQueue } from "../../../client/sync/command-queue.ts"
import type { Answer, Command } from "../../../shared/command/command.ts"
import { decodeClientFrame } from "../../../shared/wire/frames.ts"

function line() {
  const sent: Command[] = []
  const kept: (readonly Command[])[] = []
  const late: [Command, Answer][] = []
  let isUp = true
  let made = 0
  const queue = new CommandQueue({
    send(frame) {
      const decoded = decodeClientFrame(frame)
      if (isUp && decoded?.type === "command") sent.push(decoded.body as Command)
      return isUp
    },
    newId: () => `command-${++made}`,
    keep: (commands) => kept.push(commands),
    lateAnswer: (command, answer) => late.push([command, answer]),
  })
  const yes = (id: string): Answer => ({ id, ok: true, seq: 1, hash: "" })
  return { queue, sent, kept, late, yes, up: (value: boolean) => (isUp = value) }
}

describe("the queue of commands", () => {
  it("asks at once while connected and resolves with the answer to that id", async () => {
    const { queue, sent, yes } = line()
    const first = queue.ask({ kind: "card.take", card: "a" })
    const second = queue.ask({ kind: "card.take", card: "b" })
    expect(sent.map((command) => "card" in command && command.card)).toEqual(["a", "b"])
    queue.answered(yes("command-2"))
    queue.answered(yes("command-1"))
    expect([(await first).id, (await second).id]).toEqual(["command-1", "command-2"])
    expect(queue.pending.get()).toEqual([])
  })

  it("keeps what is asked offline and asks it in order, under the same ids, on reconnect", () => {
    const { queue, sent, kept, up } = line()
    up(false)
    void queue.ask({ kind: "card.take", card: "a" })
    void queue.ask({ kind: "comment.add", card: "a", text: "mine" })
    expect(sent).toEqual([])
    expect(kept.at(-1)?.map((command) => command.kind)).toEqual(["card.take", "comment.add"])
    up(true)
    queue.resend()
    queue.resend()
    expect(sent.map((command) => command.id)).toEqual(["command-1", "command-2", "command-1", "command-2"])
  })

  it("asks what an earlier visit left first, and reports its answer to nobody's promise", () => {
    const { queue, sent, late, up } = line()
    up(false)
    void queue.ask({ kind: "card.take", card: "new" })
    queue.restore([{ id: "kept-from-before", kind: "card.take", card: "old" }])
    up(true)
    queue.resend()
    expect(sent.map((command) => "card" in command && command.card)).toEqual(["old", "new"])
    const no: Answer = { id: "kept-from-before", ok: false, code: "refused", rule: "H1", detail: "taken" }
    queue.answered(no)
    expect(late).toEqual([[{ id: "kept-from-before", kind: "card.take", card: "old" }, no]])
  })

  it("answers once, however often the relay says it", async () => {
    const { queue, late, yes } = line()
    const answer = queue.ask({ kind: "card.take", card: "a" })
    queue.answered(yes("command-1"))
    queue.answered(yes("command-1"))
    expect((await answer).ok).toBe(true)
    expect(late).toEqual([])
  })
})

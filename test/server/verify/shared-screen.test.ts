import { join } from "node:path"
import { expect, it } from "vitest"
import { PIN, sharedStage, tokenOf } from "../http/shared-stage.ts"
import { DATABASE, verify } from "./played-board.ts"

it("is content with what people signed on a shared screen, by PIN and by phone", async () => {
  const { server, board, ana, bo, setPin, as, ask, sign, command, entries } = await sharedStage()
  await setPin(ana)
  expect((await as(ana, PIN, sign())).status).toBe(200)
  const { body } = await ask(command({ kind: "card.take", card: "card-1" }))
  const confirmed = { token: tokenOf(body), confirm: true }
  expect((await bo.ask("POST", `/boards/${board.id}/asks/answer`, confirmed)).status).toBe(200)
  const methods = (await entries()).flatMap(({ via }) => (via ? [via.method] : []))
  expect(methods).toEqual(["pin", "phone"])
  await server.stop()
  expect(await verify("--db", join(server.dataDir, DATABASE), "--replay")).toMatchObject({ code: 0 })
})

import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"
import { ADMIN_TOKEN, PASSWORD, startServer } from "../../support/server.ts"

it("[T5] keeps no usable secret in its data folder: no session, link, invitation, set-up or key", async () => {
  const server = await startServer()
  const board = await server.createBoard("Findable name")
  const link = await server.createLink(board.id, { role: "member" })
  const guest = await server.join(link.token)
  const ana = await server.signUp("ana")
  const pin = "83050617"
  await ana.ask("POST", "/me/pin", { pin, current: PASSWORD })
  await server.addMember(board.id, "ana", "member")
  const shared = await ana.ask("POST", `/boards/${board.id}/shared-screens`, { label: "Wall" })
  const invited = await server.admin.ask<{ token: string }>("POST", "/users", { login: "bo", name: "Bo" })
  const secrets = {
    setUp: server.setUpLink!.split("#")[1]!,
    link: link.token,
    guest: guest.headers.cookie!.split("=")[1]!,
    session: ana.headers.cookie!.split("=")[1]!,
    invitation: invited.body.token.split(".")[1]!,
    password: PASSWORD,
    pin,
    sharedScreen: shared.headers.getSetCookie()[0]!.split(";")[0]!.split("=")[1]!,
    key: ADMIN_TOKEN,
  }
  const stored = () =>
    Buffer.concat(readdirSync(server.dataDir).map((name) => readFileSync(join(server.dataDir, name))))
  expect(stored().includes("Findable name")).toBe(true)
  for (const [name, secret] of Object.entries(secrets)) expect([name, stored().includes(secret)]).toEqual([name, false])
  await server.stop()
  for (const [name, secret] of Object.entries(secrets)) expect([name, stored().includes(secret)]).toEqual([name, false])
  await server.close()
})

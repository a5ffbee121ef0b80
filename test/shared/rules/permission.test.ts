import { describe, expect, it } from "vitest"
import { BOARD_ROLES, CAPABILITIES, type Capability, can } from "../../../shared/rules/permission.ts"

/** Written out by hand on purpose: a change of the table must be made twice to pass. L lead, M member, V viewer, K kiosk, S shared. */
const EXPECTED: Readonly<Record<string, string>> = {
  "board.read": "LMV-S",
  "board.status": "LMVKS",
  "board.sync": "LMV-S",
  "board.edit": "LM--S",
  "board.arrange": "LM---",
  "board.archive": "L----",
  "board.export": "LM---",
  "board.command": "LM---",
  "ledger.read": "LMV-S",
  "ledger.export": "L----",
  "ledger.erase": "L----",
  "feed.read": "LMVKS",
  "presence.send": "LMV-S",
  "huddle.drive": "LM--S",
  "command.as": "----S",
  "screens.share": "LM---",
  "links.manage": "L----",
  "members.manage": "L----",
}

describe("the table of capabilities", () => {
  it("has exactly the rows that are expected", () => {
    expect(Object.keys(CAPABILITIES).sort()).toEqual(Object.keys(EXPECTED).sort())
  })

  const cells = Object.entries(EXPECTED).flatMap(([capability, row]) =>
    BOARD_ROLES.map((role, i) => [role, row[i] === "-" ? "may not" : "may", capability, row[i] !== "-"] as const),
  )
  it.each(cells)("[P1] %s %s %s", (role, _words, capability, allowed) => {
    expect(can(role, capability as Capability)).toBe(allowed)
  })

  it("[P1] denies everything to somebody without a role", () => {
    for (const capability of Object.keys(CAPABILITIES)) expect(can(undefined, capability as Capability)).toBe(false)
  })
})

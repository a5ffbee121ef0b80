/**
 * Who may do what on a board: one table, default deny. Checked per command, per frame type and per HTTP route, and tested
 * cell by cell. `kiosk` has no socket and no document at all. `shared` is a screen around which several people stand: it
 * arranges and writes, and gives its word for nobody. What needs a person goes through `command.as`.
 */
export const BOARD_ROLES = ["lead", "member", "viewer", "kiosk", "shared"] as const
export type BoardRole = (typeof BOARD_ROLES)[number]

export const CAPABILITIES = {
  "board.read": ["lead", "member", "viewer", "shared"],
  "board.status": ["lead", "member", "viewer", "kiosk", "shared"],
  "board.sync": ["lead", "member", "viewer", "shared"],
  "board.edit": ["lead", "member", "shared"],
  /** Lanes, labels, custom fields, crew roles, the board's name and settings. */
  "board.arrange": ["lead", "member"],
  "board.archive": ["lead"],
  "board.export": ["lead", "member"],
  "board.command": ["lead", "member"],
  /** Leading the crew through a huddle, which gives nobody's word. */
  "huddle.drive": ["lead", "member", "shared"],
  /** Asking for a promise in the name of a person who proves at that moment that it is them: PIN, or their own phone. */
  "command.as": ["shared"],
  "ledger.read": ["lead", "member", "viewer", "shared"],
  /** The sealed rows with their salts: whoever has them can show later what words were there, even erased ones. */
  "ledger.export": ["lead"],
  /** Emptying what somebody wrote, for good; that it was done, by whom and why, stays. */
  "ledger.erase": ["lead"],
  "feed.read": ["lead", "member", "viewer", "kiosk", "shared"],
  "presence.send": ["lead", "member", "viewer", "shared"],
  /** Turning the browser that one sits at into a shared screen. */
  "screens.share": ["lead", "member"],
  "links.manage": ["lead"],
  "members.manage": ["lead"],
} as const satisfies Record<string, readonly BoardRole[]>

export type Capability = keyof typeof CAPABILITIES

export function can(role: BoardRole | undefined, capability: Capability): boolean {
  return role !== undefined && (CAPABILITIES[capability] as readonly BoardRole[]).includes(role)
}

/**
 * Who may do what on a board: one table, default deny. Checked per command, per frame type and per HTTP route, and tested
 * cell by cell. `kiosk` has no socket and no document at all.
 */
export const BOARD_ROLES = ["lead", "member", "viewer", "kiosk"] as const
export type BoardRole = (typeof BOARD_ROLES)[number]

export const CAPABILITIES = {
  "board.read": ["lead", "member", "viewer"],
  "board.status": ["lead", "member", "viewer", "kiosk"],
  "board.sync": ["lead", "member", "viewer"],
  "board.edit": ["lead", "member"],
  /** Lanes, labels, custom fields, crew roles, the board's name and settings. */
  "board.arrange": ["lead", "member"],
  "board.archive": ["lead"],
  "board.export": ["lead", "member"],
  "board.command": ["lead", "member"],
  "ledger.read": ["lead", "member", "viewer"],
  /** The sealed rows with their salts: whoever has them can show later what words were there, even erased ones. */
  "ledger.export": ["lead"],
  "feed.read": ["lead", "member", "viewer", "kiosk"],
  "presence.send": ["lead", "member", "viewer"],
  "links.manage": ["lead"],
  "members.manage": ["lead"],
} as const satisfies Record<string, readonly BoardRole[]>

export type Capability = keyof typeof CAPABILITIES

export function can(role: BoardRole | undefined, capability: Capability): boolean {
  return role !== undefined && (CAPABILITIES[capability] as readonly BoardRole[]).includes(role)
}

/** Every key of a huddle in one table: it drives what keys do and what the sheet shows. */
import type { Pressed } from "../board/keys/shortcuts.ts"

export const HUDDLE_KEYS = {
  next: { group: "drive", keys: ["Space"] },
  back: { group: "drive", keys: ["b"] },
  park: { group: "drive", keys: ["p"] },
  more: { group: "drive", keys: ["t"] },
  wheel: { group: "drive", keys: ["m"] },
  action: { group: "all", keys: ["a"] },
  decision: { group: "all", keys: ["d"] },
  blocked: { group: "all", keys: ["x"] },
  open: { group: "all", keys: ["o"] },
  notes: { group: "all", keys: ["n"] },
  follow: { group: "all", keys: ["f"] },
  help: { group: "all", keys: ["?"] },
  leave: { group: "all", keys: ["q", "Escape"] },
  "line-action": { group: "notes", keys: ["Mod+Enter"] },
  "line-decision": { group: "notes", keys: ["Mod+Shift+Enter"] },
} as const satisfies Readonly<Record<string, { readonly group: KeyGroup; readonly keys: readonly string[] }>>

export const KEY_GROUPS = ["drive", "all", "notes"] as const
export type KeyGroup = (typeof KEY_GROUPS)[number]
export type HuddleKey = keyof typeof HUDDLE_KEYS

/** The key's meaning on the stage; undefined when it means nothing. What counts only inside the notes is theirs. */
export function huddleKeyOf(pressed: Pressed): HuddleKey | undefined {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return undefined
  const name = pressed.key === " " ? "Space" : pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key
  for (const [id, { group, keys }] of Object.entries(HUDDLE_KEYS))
    if (group !== "notes" && (keys as readonly string[]).includes(name)) return id as HuddleKey
  return undefined
}

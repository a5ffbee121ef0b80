/** Every key of the board in one table: it drives what keys do and what the sheet shows. */
export const GROUPS = ["anywhere", "carrying", "cards"] as const
export type ShortcutGroup = (typeof GROUPS)[number]

export interface Shortcut {
  readonly group: ShortcutGroup
  /** As shown and as matched: `Mod` is Ctrl, or ⌘ on a Mac. Alternatives one after the other. */
  readonly keys: readonly string[]
}

export const SHORTCUTS = {
  search: { group: "anywhere", keys: ["/"] },
  "new-card": { group: "anywhere", keys: ["n"] },
  undo: { group: "anywhere", keys: ["Mod+z"] },
  redo: { group: "anywhere", keys: ["Mod+Shift+z", "Mod+y"] },
  inbox: { group: "anywhere", keys: ["i"] },
  huddle: { group: "anywhere", keys: ["h"] },
  numbers: { group: "anywhere", keys: ["Shift+n"] },
  "hand-over-many": { group: "anywhere", keys: ["Shift+o"] },
  help: { group: "anywhere", keys: ["?"] },
  "clear-filter": { group: "anywhere", keys: ["Escape"] },
  open: { group: "cards", keys: ["Enter"] },
  "hand-over": { group: "cards", keys: ["o"] },
  edit: { group: "cards", keys: ["e", "F2"] },
  "edit-next": { group: "cards", keys: ["w"] },
  take: { group: "cards", keys: ["t"] },
  block: { group: "cards", keys: ["b"] },
  move: { group: "cards", keys: ["m"] },
  archive: { group: "cards", keys: ["x"] },
  menu: { group: "cards", keys: [".", "ContextMenu", "Shift+F10"] },
  up: { group: "cards", keys: ["ArrowUp", "k"] },
  down: { group: "cards", keys: ["ArrowDown", "j"] },
  left: { group: "cards", keys: ["ArrowLeft"] },
  right: { group: "cards", keys: ["ArrowRight"] },
  "first-card": { group: "cards", keys: ["Home"] },
  "last-card": { group: "cards", keys: ["End"] },
  "page-up": { group: "cards", keys: ["PageUp"] },
  "page-down": { group: "cards", keys: ["PageDown"] },
  lift: { group: "cards", keys: ["Space"] },
  carry: { group: "carrying", keys: ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"] },
  "carry-far": { group: "carrying", keys: ["Home", "End", "PageUp", "PageDown"] },
  drop: { group: "carrying", keys: ["Space", "Enter"] },
  cancel: { group: "carrying", keys: ["Escape"] },
} as const satisfies Readonly<Record<string, Shortcut>>
export type ShortcutId = keyof typeof SHORTCUTS

export interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** The shortcut of a key press, outside of carrying; undefined when it means nothing here. */
export function shortcutOf(pressed: Pressed): ShortcutId | undefined {
  const combination = combinationOf(pressed)
  for (const [id, { group, keys }] of Object.entries(SHORTCUTS) as [ShortcutId, Shortcut][])
    if (group !== "carrying" && keys.includes(combination)) return id
  return undefined
}

/** Shift counts for letters with Mod and for named keys; a sign such as `?` has its shift in itself. */
function combinationOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Pressed): string {
  const isMod = ctrlKey || metaKey
  const name = key === " " ? "Space" : key.length === 1 ? key.toLowerCase() : key
  const hasShift = shiftKey && (isMod || key.length > 1 || /[a-z]/i.test(key))
  return [isMod && "Mod", altKey && "Alt", hasShift && "Shift", name].filter(Boolean).join("+")
}

/** Keys that are one plain character: people who speak to their computer can switch these off. */
export const isPlainCharacter = (pressed: Pressed): boolean =>
  pressed.key.length === 1 && pressed.key !== " " && !pressed.ctrlKey && !pressed.metaKey && !pressed.altKey

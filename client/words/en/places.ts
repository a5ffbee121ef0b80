import { plural } from "../plural.ts"

/** Words of the frame around all screens and of the pieces that they share. */
export const places = {
  home: "All boards",
  skipToContent: "Skip to content",
  accountMenu: (name: string) => `Account of ${name}`,
  guest: "Guest",
  settings: "Settings",
  signOut: "Sign out",
  signIn: "Sign in",
  theme: "Theme",
  themes: { light: "Light", dark: "Dark", auto: "As the device" },
  density: "Size",
  densities: { comfortable: "Comfortable", compact: "Compact", large: "Large" },
  here: "Here now",
  andMore: (count: number) => `and ${count} more`,
  undo: "Undo",
  copy: "Copy",
  copied: "Copied",
  justNow: "just now",
  offlineTitle: "You are offline",
  offlineWords: "The server does not answer. Check your connection and try again.",
  problemTitle: "That did not work",
  tooMany: (seconds: number | undefined) =>
    seconds === undefined
      ? "Too many tries. Wait a moment, then try again."
      : `Too many tries. Wait ${plural(seconds, "second", "seconds")}, then try again.`,
  badField: (message: string) => `The server did not take that: ${message}`,
  roles: { lead: "Lead", member: "Member", viewer: "Viewer", kiosk: "Wall display", shared: "Shared screen" },
  roleHelp: {
    lead: "Everything a member may do, and people, links and archiving",
    member: "Moves cards and edits everything on the board",
    viewer: "Reads the board, live",
    kiosk: "Shows the status on a screen on the wall",
    shared: "Edits and moves; people sign on it with their own PIN or phone",
  },
}

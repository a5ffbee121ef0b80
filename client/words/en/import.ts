import { plural } from "../plural.ts"

/** Words of bringing a board along. */
export const imports = {
  title: "Import a board",
  lead: "Nothing is written before you have seen what will be kept, what changes, and what is lost.",
  choose: "Choose a file",
  drop: "or drop it here",
  dropHere: "Drop the file to read it",
  accepts: "A Trello export (JSON), a CSV file, or a Throughline export; up to 50 MB",
  another: "Another file",
  chosen: "File",
  format: "Format",
  formats: { trello: "Trello (JSON)", throughline: "Throughline (JSON)", csv: "CSV" },
  detected: (format: string) => `Looks like ${format}. Change it if that is wrong.`,
  notDetected: "The kind of file is not clear. Choose it.",
  reading: (name: string) => `Reading ${name}…`,
  readingHelp: "Only looking: nothing is written yet.",
  reportTitle: (board: string) => `“${board}” can be imported`,
  noName: "Board without a name",
  columns: { kept: "Kept", changed: "Changed", lost: "Lost" },
  columnHelp: {
    kept: "Comes over as it is",
    changed: "Comes over in another form",
    lost: "Does not come over",
  },
  nothing: { kept: "Nothing", changed: "Nothing has to change", lost: "Nothing is lost" },
  examples: (names: readonly string[], rest: number) =>
    rest > 0 ? `${names.join(", ")} and ${rest} more` : names.join(", "),
  summary: (changed: number, lost: number) =>
    `${plural(changed, "kind of thing changes", "kinds of things change")}, ${lost === 0 ? "nothing is lost" : plural(lost, "kind is lost", "kinds are lost")}.`,
  start: (cards: number) => `Import ${plural(cards, "card", "cards")}`,
  importing: (board: string) => `Importing “${board}”…`,
  progress: (done: number, total: number) => `${done.toLocaleString("en")} of ${total.toLocaleString("en")}`,
  uploading: "Sending the file…",
  writing: "Writing the board…",
  cancelled: "Cancelled. Nothing was written, unless the board was as good as done: then it stands among your boards.",
  done: (board: string) => `“${board}” is imported.`,
  open: "Open the board",
  problemTitle: "This file cannot be imported",
  where: "Where",
  line: (line: number, column: number | undefined) =>
    column === undefined ? `line ${line}` : `line ${line}, column ${column}`,
  tooLarge: (megabytes: number) => `The file has ${megabytes} MB. Files may have up to 50 MB.`,
  emptyFile: "The file is empty.",
  unreadable: "The browser cannot read this file. It may have been moved or changed: choose it again.",
  endedEarly: "The connection ended before the server had answered. Look at your boards before you try again.",
  tryAgain: "Try again",
  size: (bytes: number) =>
    bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`,
  howTrello: "In Trello: board menu, “Print, export, and share”, “Export as JSON”.",
}

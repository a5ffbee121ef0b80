/** Words of erasing what somebody wrote. */
import { plural } from "../plural.ts"

const quoted = (text: string) => `“${text}”`
const because = (reason: string | undefined) => (reason === undefined ? "" : `: ${quoted(reason)}`)

export const erase = {
  menuOf: (seq: number) => `More for entry ${seq}`,
  one: "Erase these words…",
  all: (name: string) => `Erase what ${name} wrote…`,
  oneTitle: "Erase these words?",
  allTitle: (name: string) => `Erase what ${name} wrote?`,
  oneWords:
    "They are gone for good, for everybody: from the history, from exports and from the database. That something was written stays on record, and so does that you erased it and why.",
  allWords: (name: string) =>
    `Every comment, reason, read-back and edit that ${name} wrote into the history of this board is emptied for good, for everybody. What they did stays on record, and so does that you erased their words and why.`,
  notTheBoard:
    "The board itself is not changed: a title, a field or a description that shows the same words has to be edited there. Where somebody wrote over them, that later entry still tells what stood before: erase it as well.",
  reason: "Why",
  reasonHelp: "Everybody can read it. Do not repeat the words here.",
  go: "Erase for good",
  done: (count: number) => `${plural(count, "entry", "entries")} emptied.`,

  // In the place of the words
  gone: "(words erased)",

  // In the history
  toldOne: (who: string, reason: string | undefined) => `${who} erased words for good${because(reason)}`,
  toldAll: (who: string, person: string, reason: string | undefined) =>
    `${who} erased for good what ${who === person ? "they" : person} had written${because(reason)}`,
  erasedBy: (who: string, reason: string | undefined) => `Words erased by ${who}${because(reason)}`,
}

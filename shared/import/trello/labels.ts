/** Labels: names stay, colours go to the nearest that there is here, labels without a name take the name of their colour. */
import { isJsonObject, type Json, type JsonObject } from "../../json.ts"
import type { Colour } from "../board-builder.ts"
import { IMPORT_BOUNDS } from "../bounds.ts"
import { fitWords } from "../report.ts"
import { listAt, own, textAt } from "../tolerant.ts"
import type { TrelloImport } from "./context.ts"

const COLOUR_OF: Readonly<Record<string, Colour>> = {
  green: "green",
  yellow: "yellow",
  orange: "orange",
  red: "red",
  purple: "violet",
  blue: "blue",
  sky: "teal",
  lime: "green",
  pink: "pink",
  black: "gray",
}

interface ColourReading {
  readonly colour: Colour
  readonly same: boolean
  readonly words: string
}

/** `green_dark` is a darker green; no colour at all is gray. */
function readColour(value: Json | undefined): ColourReading {
  const text = typeof value === "string" ? value : ""
  const [base = "", shade] = text.split("_")
  const colour = Object.hasOwn(COLOUR_OF, base) ? COLOUR_OF[base]! : "gray"
  const words = [shade, base || "no colour"].filter(Boolean).join(" ")
  return { colour, same: colour === text, words: words.charAt(0).toUpperCase() + words.slice(1) }
}

/** Trello's label id → ours, for every label that is worth keeping. */
export function importLabels(context: TrelloImport, cards: readonly JsonObject[]): ReadonlyMap<string, string> {
  const { tally } = context
  const used = new Set(cards.flatMap(labelIdsOf))
  const labels = new Map<string, string>()
  const known = listAt(context.file, "labels")
  known.forEach((label, i) => {
    const id = isJsonObject(label) ? textAt(label, "id") : ""
    if (!isJsonObject(label) || id === "") tally.add("unreadable-label", `labels[${i}]`)
    else if (textAt(label, "name").trim() === "" && !used.has(id))
      tally.add("unused-labels", readColour(own(label, "color")).words)
    else if (labels.size >= IMPORT_BOUNDS.labels) tally.add("labels-over-limit", textAt(label, "name"))
    else labels.set(id, addLabel(context, label))
  })
  // Old exports describe labels on the cards only.
  for (const label of cards.flatMap((card) => listAt(card, "labels")).filter(isJsonObject)) {
    const id = textAt(label, "id")
    if (id !== "" && used.has(id) && !labels.has(id) && labels.size < IMPORT_BOUNDS.labels)
      labels.set(id, addLabel(context, label))
  }
  return labels
}

function addLabel({ builder, tally }: TrelloImport, label: JsonObject): string {
  const name = textAt(label, "name").trim()
  const colour = readColour(own(label, "color"))
  tally.add(name === "" ? "named-labels" : colour.same ? "labels" : "recoloured-labels", name || colour.words)
  return builder.label(name === "" ? colour.words : fitWords(tally, name, 100), colour.colour)
}

/** The ids of a card's labels, each once. */
export function labelIdsOf(card: JsonObject): readonly string[] {
  const ids = listAt(card, "idLabels").filter((id) => typeof id === "string")
  const embedded = listAt(card, "labels")
    .filter(isJsonObject)
    .map((label) => textAt(label, "id"))
    .filter((id) => id !== "")
  return [...new Set(ids.length > 0 ? ids : embedded)]
}

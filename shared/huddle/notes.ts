/** The notes of a huddle are a text of their own, written by everybody at once, like a card's description. */
const PREFIX = "huddle~"

export const notesIdOf = (huddle: string): string => `${PREFIX}${huddle}`

/** The huddle whose notes a text is; undefined for any other text. */
export const huddleOfNotes = (textId: string): string | undefined =>
  textId.startsWith(PREFIX) ? textId.slice(PREFIX.length) : undefined

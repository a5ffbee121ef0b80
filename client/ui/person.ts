/** What stands for a person on the screen: initials and a colour, the same everywhere. */

const HUES = 12

/** From the actor, so that two people of one name differ and nobody changes colour. Dark enough for white letters. */
export function personColor(actor: string): string {
  let hash = 0
  for (const character of actor) hash = (hash * 31 + character.charCodeAt(0)) >>> 0
  return `hsl(${(hash % HUES) * (360 / HUES)} 55% 30%)`
}

/** First letters of the first and the last word; whole characters, whatever the script. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words
  return picked.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("") || "?"
}

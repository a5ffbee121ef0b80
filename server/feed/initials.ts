/** "Ana María Ruiz" → "AR": the first and the last word's first letter. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "")
  const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words
  return ends.map((word) => [...word][0]!.toUpperCase()).join("")
}

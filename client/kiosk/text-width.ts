/**
 * How much room words take before they are drawn, so that pages can be laid out without a screen. Reckoned for a wide face:
 * a line too much leaves a blank, a line too few would hide words. Pure.
 */
const NARROW = /[ijlftr '’.,:;|!()[\]/-]/u
const WIDE = /[mwMW@%&…→–—\u{1100}-\u{11ff}\u{2e80}-\u{10ffff}]/u
const CAPITAL = /\p{Lu}/u
const WIDTHS_EM = { narrow: 0.4, usual: 0.64, capital: 0.76, wide: 1 } as const

const widthOf = (letter: string): number => {
  if (NARROW.test(letter)) return WIDTHS_EM.narrow
  if (WIDE.test(letter)) return WIDTHS_EM.wide
  return CAPITAL.test(letter) ? WIDTHS_EM.capital : WIDTHS_EM.usual
}

/** In letters' sizes (em). */
export const widthEm = (text: string): number => [...text].reduce((sum, letter) => sum + widthOf(letter), 0)

/** Lines that the words take, when so much of the first one is taken already. */
export function linesOf(text: string, lineEm: number, takenEm = 0): number {
  let lines = 1
  let used = takenEm
  for (const word of text.split(/\s+/u)) {
    const width = widthEm(word)
    const before = used === 0 ? 0 : WIDTHS_EM.narrow
    if (used + before + width <= lineEm) used += before + width
    else {
      // A word longer than a line is broken.
      const onNew = used === 0 ? width : width + lineEm
      lines += Math.max(0, Math.ceil(onNew / lineEm) - 1)
      used = width - Math.max(0, Math.ceil(width / lineEm) - 1) * lineEm
    }
  }
  return lines
}

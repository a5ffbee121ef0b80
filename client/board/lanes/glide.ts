/**
 * Remote moves glide: before a lane is drawn anew the places of its cards are noted, afterwards each card travels from there.
 * A card under the pointer or the focus stays where it is: the lane scrolls by as much as was put in above it.
 */
const GLIDE_MS = 200
const EASE = "cubic-bezier(0.2, 0.8, 0.3, 1)"

/** Where cards were, for all lanes: a card that leaves one is looked up by the other. */
export type Places = Map<string, DOMRect>
export interface Anchor {
  readonly card: string
  readonly top: number
}

const tilesIn = (list: Element) => list.querySelectorAll<HTMLElement>("[data-card]")
export const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches

export function notePlaces(list: Element, places: Places): void {
  for (const tile of tilesIn(list)) places.set(tile.dataset.card!, tile.getBoundingClientRect())
}

export function anchorIn(list: Element): Anchor | undefined {
  const focused = document.activeElement?.closest<HTMLElement>("[data-card]")
  const hovered = list.querySelector<HTMLElement>("[data-card]:hover")
  const tile = hovered ?? (focused && list.contains(focused) ? focused : undefined)
  const card = tile?.dataset.card
  return card === undefined ? undefined : { card, top: tile!.getBoundingClientRect().top }
}

export function holdAnchor(scroller: Element, anchor: Anchor | undefined): void {
  const tile = anchor && scroller.querySelector(`[data-card="${CSS.escape(anchor.card)}"]`)
  if (tile) scroller.scrollTop += tile.getBoundingClientRect().top - anchor.top
}

/** Plays the way from the noted places, and forgets them. */
export function glide(list: Element, places: Places): void {
  if (places.size === 0) return
  const moves: (readonly [HTMLElement, DOMRect, DOMRect])[] = []
  for (const tile of tilesIn(list)) {
    const was = places.get(tile.dataset.card!)
    places.delete(tile.dataset.card!)
    if (was) moves.push([tile, was, tile.getBoundingClientRect()])
  }
  for (const [tile, was, now] of moves) {
    const x = was.left - now.left
    const y = was.top - now.top
    if (Math.abs(x) > 1) flyAcross(tile, was, x, y)
    else if (Math.abs(y) > 1) play(tile, x, y)
  }
}

const play = (tile: HTMLElement, x: number, y: number) =>
  tile.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], {
    duration: GLIDE_MS,
    easing: EASE,
  })

/** A lane clips what is in it, so a copy above everything crosses over to the other lane. */
function flyAcross(tile: HTMLElement, was: DOMRect, x: number, y: number): void {
  const copy = tile.cloneNode(true) as HTMLElement
  copy.removeAttribute("data-card")
  copy.setAttribute("aria-hidden", "true")
  copy.inert = true
  for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id")
  Object.assign(copy.style, {
    position: "fixed",
    left: `${was.left}px`,
    top: `${was.top}px`,
    width: `${was.width}px`,
    zIndex: "300",
    pointerEvents: "none",
  })
  document.body.append(copy)
  tile.style.visibility = "hidden"
  const flight = copy.animate([{ transform: "none" }, { transform: `translate(${-x}px, ${-y}px)` }], {
    duration: GLIDE_MS,
    easing: EASE,
  })
  const land = () => {
    copy.remove()
    tile.style.visibility = ""
  }
  flight.onfinish = land
  flight.oncancel = land
}

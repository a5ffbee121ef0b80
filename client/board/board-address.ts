/** What the address says: which card is open and which filter stands. Changing it never reloads anything. */
import { useMemo } from "react"
import { useSearch } from "wouter"
import { navigate } from "wouter/use-browser-location"
import { type Filter, filterFrom, withFilter } from "./filter/filter.ts"

/** Marks the history entries that opening a card made, so that closing goes back instead of piling up. */
const OPENED_HERE = { openedHere: true }

const query = () => new URLSearchParams(location.search)
const addressOf = (params: URLSearchParams) => {
  const search = params.toString()
  return location.pathname + (search === "" ? "" : `?${search}`)
}

export function cardAddress(card: string): string {
  const params = query()
  params.set("card", card)
  return addressOf(params)
}

export function openCard(card: string): void {
  const isOpen = query().has("card")
  navigate(cardAddress(card), isOpen ? { replace: true, state: history.state } : { state: OPENED_HERE })
}

/** Going back takes a moment, and a second wish within it would leave the board. */
let isGoingBack = false

export function closeCard(): void {
  if (isGoingBack) return
  if ((history.state as typeof OPENED_HERE | null)?.openedHere) {
    isGoingBack = true
    addEventListener("popstate", () => (isGoingBack = false), { once: true })
    history.back()
    return
  }
  const params = query()
  params.delete("card")
  navigate(addressOf(params), { replace: true })
}

export function setFilter(filter: Filter): void {
  navigate(addressOf(withFilter(query(), filter)), { replace: true, state: history.state })
}

export function useFilter(): Filter {
  const search = useSearch()
  return useMemo(() => filterFrom(new URLSearchParams(search)), [search])
}

export function useOpenCard(): string | undefined {
  return new URLSearchParams(useSearch()).get("card") ?? undefined
}

import { useDroppable } from "@dnd-kit/core"
import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual"
import { type ReactNode, useCallback, useEffect, useState } from "react"
import { board as words } from "../../words/en/board.ts"
import { useSelected } from "../board-ui.ts"
import { CardTile } from "../tile/CardTile.tsx"
import { useBoardUi } from "../useBoardUi.ts"
import { InsertionLines } from "./InsertionLines.tsx"
import classes from "./lanes.module.css"
import { useGlide } from "./useGlide.ts"
import { useVisibleIds } from "./useVisibleIds.ts"

const TYPICAL_HEIGHT = 104
const GAP = 8
const OVERSCAN = 5

/** The cards of one lane, of which only those near the screen are drawn, with the one in hand and the one that Tab comes to. */
export function LaneCards({ lane, name }: { lane: string; name: string }) {
  const ui = useBoardUi()
  const ids = useVisibleIds(lane)
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const heldHere = useSelected(ui.held, (held) => (held?.from.lane === lane ? held.card : undefined))
  const edited = useSelected(ui.editing, (editing) => editing?.card)
  const chosen = useSelected(ui.tabStops, (stops) => stops.get(lane))
  const tabStop = chosen !== undefined && ids.includes(chosen) ? chosen : ids[0]
  const pinned = [heldHere, tabStop, edited].map((id) => (id === undefined ? -1 : ids.indexOf(id)))
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller,
    estimateSize: () => TYPICAL_HEIGHT,
    getItemKey: useCallback((index: number) => ids[index] ?? index, [ids]),
    gap: GAP,
    overscan: OVERSCAN,
    paddingStart: GAP + 4,
    paddingEnd: GAP * 2,
    scrollPaddingStart: GAP * 2,
    scrollPaddingEnd: GAP * 3,
    rangeExtractor: (range) => withPinned(range, pinned),
  })
  useGlide(lane, ids, scroller)
  useEffect(() => {
    ui.lanes.set(lane, { show: (card) => virtualizer.scrollToIndex(ids.indexOf(card)) })
    return () => void ui.lanes.delete(lane)
  }, [ui, lane, ids, virtualizer])
  return (
    <div className={classes.scroller} ref={setScroller} data-lane-scroller={lane}>
      <DropArea lane={lane}>
        {ids.length === 0 && <EmptyLane lane={lane} />}
        <ul
          className={classes.cards}
          style={{ height: ids.length === 0 ? 0 : virtualizer.getTotalSize() }}
          aria-label={words.cardsIn(name)}
        >
          {virtualizer.getVirtualItems().map(({ key, index, start }) => (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={ids.length}
              className={classes.item}
              style={{ transform: `translateY(${start}px)` }}
            >
              <CardTile id={ids[index]!} isTabStop={ids[index] === tabStop} />
            </li>
          ))}
        </ul>
        <InsertionLines lane={lane} ids={ids} virtualizer={virtualizer} />
      </DropArea>
    </div>
  )
}

function withPinned(range: Range, pinned: readonly number[]): number[] {
  const indexes = new Set(defaultRangeExtractor(range))
  for (const index of pinned) if (index >= 0 && index < range.count) indexes.add(index)
  return [...indexes].sort((a, b) => a - b)
}

/** The inner node is what cards are dropped on: the library scrolls the scroller around it. */
function DropArea({ lane, children }: { lane: string; children: ReactNode }) {
  const { setNodeRef } = useDroppable({ id: lane, disabled: lane === "" })
  return (
    <div className={classes.drop} ref={setNodeRef}>
      {children}
    </div>
  )
}

function EmptyLane({ lane }: { lane: string }) {
  const ui = useBoardUi()
  const isFiltered = useSelected(ui.matched, (matched) => matched !== undefined)
  return (
    <p className={classes.empty} data-lane-empty={lane}>
      {isFiltered ? words.emptyLaneFiltered : words.emptyLane}
    </p>
  )
}

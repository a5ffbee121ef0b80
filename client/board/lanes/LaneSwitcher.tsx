import { ActionIcon } from "@mantine/core"
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react"
import { useEffect, useState } from "react"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useLaneIds } from "../../hooks/useLanes.ts"
import { board as words } from "../../words/en/board.ts"
import { useBoardActions, useBoardUi } from "../useBoardUi.ts"
import classes from "./lanes.module.css"

/** On a narrow screen one lane fills it: this says which, and leads to the others. */
export function LaneSwitcher({ row }: { row: HTMLElement | null }) {
  const session = useBoardSession()
  const ui = useBoardUi()
  const actions = useBoardActions()
  useLaneIds()
  const lanes = ui.visible.laneIds()
  const current = useLaneInView(row, lanes)
  const at = Math.max(0, lanes.indexOf(current ?? ""))
  const go = (lane: string | undefined) => lane !== undefined && ui.showLane(lane, true)
  if (lanes.length < 2) return null
  return (
    <nav className={classes.switcher} aria-label={words.lanes}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        disabled={at === 0}
        aria-label={words.previousLane}
        onClick={() => go(lanes[at - 1])}
      >
        <IconChevronLeft size={20} aria-hidden="true" />
      </ActionIcon>
      <select aria-label={words.laneSwitcher} value={lanes[at]} onChange={(event) => go(event.target.value)}>
        {lanes.map((lane) => (
          <option key={lane} value={lane}>
            {words.laneOption(actions.laneName(lane), session.model.cardIds(lane).length)}
          </option>
        ))}
      </select>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        disabled={at === lanes.length - 1}
        aria-label={words.nextLane}
        onClick={() => go(lanes[at + 1])}
      >
        <IconChevronRight size={20} aria-hidden="true" />
      </ActionIcon>
    </nav>
  )
}

/** The lane that fills most of the row. */
function useLaneInView(row: HTMLElement | null, lanes: readonly string[]): string | undefined {
  const [lane, setLane] = useState<string>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: other lanes are other elements to watch
  useEffect(() => {
    if (!row || typeof IntersectionObserver === "undefined") return
    // Only changes are told: on a screen that became narrow the lane that stays in view is not among them.
    const inView = new Set<Element>()
    const observer = new IntersectionObserver(
      (seen) => {
        for (const { target, isIntersecting } of seen) isIntersecting ? inView.add(target) : inView.delete(target)
        const first = [...row.querySelectorAll<HTMLElement>("[data-lane]")].find((column) => inView.has(column))
        if (first) setLane(first.dataset.lane)
      },
      { root: row, threshold: 0.6 },
    )
    for (const column of row.querySelectorAll("[data-lane]")) observer.observe(column)
    return () => observer.disconnect()
  }, [row, lanes.join(" ")])
  return lane
}

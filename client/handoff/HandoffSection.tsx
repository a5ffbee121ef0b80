import { Button } from "@mantine/core"
import { IconTransfer } from "@tabler/icons-react"
import { useEffect, useRef } from "react"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useExternal } from "../hooks/useExternal.ts"
import { useHandoffsOf } from "../hooks/useHandoffs.ts"
import { useMayAsk } from "../hooks/useMayAsk.ts"
import { handoff as words } from "../words/en/handoff.ts"
import { HandoffView } from "./HandoffView.tsx"
import classes from "./handoff.module.css"
import { StartHandoff } from "./StartHandoff.tsx"
import { Superseded } from "./Superseded.tsx"
import { sortedHandoffs } from "./standing.ts"
import { handOverWish } from "./wish.ts"

/** The card's handoffs in its panel: what is on its way, what holds the card, drafts, and what is over behind a fold. */
export function HandoffSection({ cardId }: { cardId: string }) {
  const { live, earlier } = sortedHandoffs(useHandoffsOf(cardId))
  const wish = handOverWish(useBoardSession())
  const isStarting = useExternal(wish) === cardId
  const mayStart = useMayAsk()
  const ref = useRef<HTMLElement>(null)
  useEffect(() => {
    if (isStarting) ref.current?.scrollIntoView({ block: "nearest" })
  }, [isStarting])
  if (!mayStart && live.length === 0 && earlier.length === 0) return null
  return (
    <section ref={ref} className={classes.section} aria-labelledby={`${cardId}-handoff`}>
      <div className={classes.head}>
        <h3 id={`${cardId}-handoff`}>{words.section}</h3>
        {mayStart && !isStarting && (
          <Button
            size="compact-sm"
            variant={live.length === 0 ? "light" : "subtle"}
            leftSection={<IconTransfer size={15} />}
            onClick={() => wish.set(cardId)}
          >
            {words.handOver}
          </Button>
        )}
      </div>
      {isStarting && <StartHandoff cardId={cardId} onDone={() => wish.set(undefined)} />}
      {live.map((handoff) => (
        <HandoffView key={handoff.id} handoff={handoff} />
      ))}
      {earlier.map((handoff) => (
        <Superseded key={handoff.id} handoff={handoff} />
      ))}
      {earlier.length > 0 && (
        <details className={classes.reading}>
          <summary>{words.earlier(earlier.length)}</summary>
          {earlier.map((handoff) => (
            <HandoffView key={handoff.id} handoff={handoff} isEarlier />
          ))}
        </details>
      )}
    </section>
  )
}

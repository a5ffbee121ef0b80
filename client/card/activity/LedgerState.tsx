import { Button } from "@mantine/core"
import { card as words } from "../../words/en/card.ts"
import classes from "./activity.module.css"
import type { CardLedger } from "./useCardLedger.ts"

/** That entries are on their way, or why they are not here. */
export function LedgerState({ ledger, failed }: { ledger: CardLedger; failed: string }) {
  if (ledger.state === "loading" && ledger.entries.length === 0)
    return (
      <p className={classes.quiet} role="status">
        {words.loadingMore}
      </p>
    )
  if (ledger.state !== "failed") return null
  return (
    <div className={classes.failed} role="status">
      <p>{failed}</p>
      <Button size="compact-sm" variant="default" onClick={ledger.retry}>
        {words.retry}
      </Button>
    </div>
  )
}

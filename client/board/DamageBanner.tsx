import { IconDatabaseOff } from "@tabler/icons-react"
import type { ReactNode } from "react"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useSaveState } from "../hooks/useBoard.ts"
import { useExternal } from "../hooks/useExternal.ts"
import { damage as words } from "../words/en/unreadable.ts"
import classes from "./board.module.css"
import own from "./damage.module.css"

/** Stored records that cannot be read: how many, that nothing can be changed meanwhile, and what to do. */
export function DamageBanner() {
  const damage = useExternal(useBoardSession().damage)
  const save = useSaveState()
  if (!damage) return null
  const waiting = "waiting" in save ? save.waiting : 0
  return (
    <section className={classes.banner} data-tone="critical" aria-label={words.label}>
      <span aria-hidden="true">
        <IconDatabaseOff size={17} />
      </span>
      <p className={own.words} role="status">
        <strong>{words.missing(damage)}</strong>
        <span>
          {words.meanwhile} {words.waiting(waiting)}
        </span>
        <span>{words.whatToDo}</span>
      </p>
    </section>
  )
}

/** The same above a screen that fills the window. */
export function BelowDamage({ children }: { children: ReactNode }) {
  const damage = useExternal(useBoardSession().damage)
  if (!damage) return children
  return (
    <div className={own.frame}>
      <DamageBanner />
      <div className={own.rest}>{children}</div>
    </div>
  )
}

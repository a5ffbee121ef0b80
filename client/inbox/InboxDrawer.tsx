import { IconInbox } from "@tabler/icons-react"
import type { Need } from "../../shared/promises/needs-me.ts"
import { can } from "../../shared/rules/permission.ts"
import { DamageBanner } from "../board/DamageBanner.tsx"
import { BoardDrawer } from "../board/dialogs/BoardDrawer.tsx"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useMe, useSaveState } from "../hooks/useBoard.ts"
import { useExternal } from "../hooks/useExternal.ts"
import { EmptyState } from "../ui/EmptyState.tsx"
import { inbox as words } from "../words/en/inbox.ts"
import { goToNeed } from "./go-to-need.ts"
import classes from "./inbox.module.css"
import { NeedRow } from "./NeedRow.tsx"
import { NoticeChoice } from "./NoticeChoice.tsx"
import { groupedNeeds, needKey } from "./needs.ts"
import { stepByKeys } from "./step-keys.ts"
import { useNeeds } from "./useNeeds.ts"

/** Everything that waits for me on this board, most urgent first. */
export function InboxDrawer({ onClose }: { onClose: () => void }) {
  const needs = useNeeds()
  const isDamaged = useExternal(useBoardSession().damage) !== undefined
  const isAway = useSaveState().kind === "offline"
  const open = (need: Need) => {
    onClose()
    goToNeed(need)
  }
  return (
    <BoardDrawer title={words.title} size={430} onClose={onClose}>
      <DamageBanner />
      {isAway && (
        <p className={classes.stale} role="status">
          {words.stale}
        </p>
      )}
      {needs === undefined && <p className={classes.quiet}>{words.loading}</p>}
      {needs?.length === 0 && !isDamaged && <Nothing />}
      {needs !== undefined && needs.length > 0 && <Groups needs={needs} onOpen={open} />}
      <NoticeChoice />
    </BoardDrawer>
  )
}

function Nothing() {
  const role = useMe()?.role
  return (
    <EmptyState icon={<IconInbox size={36} stroke={1.4} />} title={words.emptyTitle}>
      {can(role, "board.command") ? words.empty : words.viewer}
    </EmptyState>
  )
}

function Groups({ needs, onOpen }: { needs: readonly Need[]; onOpen: (need: Need) => void }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys step through the buttons inside
    <div className={classes.groups} onKeyDown={stepByKeys}>
      <p className={classes.hint}>{words.hint}</p>
      {groupedNeeds(needs).map(([kind, group]) => (
        <section key={kind} aria-label={words.groups[kind]}>
          <h3 className={classes.group}>
            {words.groups[kind]} <span>{group.length}</span>
          </h3>
          <ul className={classes.list}>
            {group.map((need) => (
              <NeedRow key={needKey(need)} need={need} isFirst={need === needs[0]} onOpen={onOpen} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconEye, IconLock } from "@tabler/icons-react"
import type { ReactNode } from "react"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useSaveState } from "../hooks/useBoard.ts"
import { useExternal } from "../hooks/useExternal.ts"
import { useLiveness } from "../hooks/useLiveness.ts"
import type { SaveState } from "../sync/board-session.ts"
import { board as words } from "../words/en/board.ts"
import classes from "./board.module.css"
import { DamageBanner } from "./DamageBanner.tsx"
import { useCanEdit } from "./useCanEdit.ts"

/** What somebody must know before they type: said at the top, not after the fact. */
export function Banners() {
  const storage = useExternal(useBoardSession().storage)
  const save = useSaveState()
  const canEdit = useCanEdit()
  const isDamaged = useExternal(useBoardSession().damage) !== undefined
  return (
    <>
      <DamageBanner />
      {storage === "failed" && canEdit && (
        <Banner tone="critical" icon={<IconAlertTriangle size={17} />}>
          {words.storageFailed}
        </Banner>
      )}
      {save.kind === "read-only" && !isDamaged && (
        <Banner tone="critical" icon={<IconLock size={17} />}>
          {words.readOnlyBanner(save.waiting)}
        </Banner>
      )}
      <TruthBanner save={save} canEdit={canEdit} />
      {!canEdit && !isDamaged && (
        <Banner tone="calm" icon={<IconEye size={17} />}>
          {words.viewerOnly}
        </Banner>
      )}
    </>
  )
}

/**
 * Whether the board is live, as its heartbeat tells; until one is missed, what the connection says. It never covers the
 * board: people go on working, and who may only read is not told to.
 */
function TruthBanner({ save, canEdit }: { save: SaveState; canEdit: boolean }) {
  const truth = useLiveness()
  const waiting = "waiting" in save ? save.waiting : 0
  const icon = <IconCloudOff size={17} />
  const advice = canEdit ? words.goOn : words.readOn
  if (save.kind === "closed") return null
  switch (truth.kind) {
    case "late":
      return <Banner {...{ tone: "watch", icon }}>{`${words.lateBanner(truth.asOf, waiting)} ${advice}`}</Banner>
    case "stale":
      return <Banner {...{ tone: "stale", icon }}>{`${words.staleBanner(truth.asOf, waiting)} ${advice}`}</Banner>
    case "dead":
      return (
        <Banner tone="dead" icon={<IconCloudOff size={28} />}>
          <strong>{words.deadBanner(truth.asOf)}</strong> {`${words.deadBannerWords(waiting)} ${advice}`}
        </Banner>
      )
    default:
      if (save.kind === "offline")
        return <Banner {...{ tone: "watch", icon }}>{`${words.offlineBanner(save.since, waiting)} ${advice}`}</Banner>
      if (save.kind === "not-live")
        return <Banner {...{ tone: "watch", icon }}>{words.notLiveBanner(save.since, waiting)}</Banner>
      if (truth.kind === "starting" || !truth.back) return null
      return (
        <Banner tone="good" icon={<IconCloudCheck size={17} />}>
          {words.backBanner(truth.back.count)}
        </Banner>
      )
  }
}

type Tone = "calm" | "watch" | "critical" | "stale" | "dead" | "good"

function Banner({ tone, icon, children }: { tone: Tone; icon: ReactNode; children: ReactNode }) {
  return (
    <p className={classes.banner} data-tone={tone} role="status">
      <span aria-hidden="true">{icon}</span>
      <span>{children}</span>
    </p>
  )
}

import { IconAlertTriangle, IconCloudOff, IconEye, IconLock } from "@tabler/icons-react"
import type { ReactNode } from "react"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useSaveState } from "../hooks/useBoard.ts"
import { useExternal } from "../hooks/useExternal.ts"
import { board as words } from "../words/en/board.ts"
import classes from "./board.module.css"
import { useCanEdit } from "./useCanEdit.ts"

/** What somebody must know before they type: said at the top, not after the fact. */
export function Banners() {
  const storage = useExternal(useBoardSession().storage)
  const save = useSaveState()
  const canEdit = useCanEdit()
  return (
    <>
      {storage === "failed" && canEdit && (
        <Banner tone="critical" icon={<IconAlertTriangle size={17} />}>
          {words.storageFailed}
        </Banner>
      )}
      {save.kind === "read-only" && (
        <Banner tone="critical" icon={<IconLock size={17} />}>
          {words.readOnlyBanner(save.waiting)}
        </Banner>
      )}
      {save.kind === "offline" && (
        <Banner tone="watch" icon={<IconCloudOff size={17} />}>
          {words.offlineBanner(save.since, save.waiting)}
        </Banner>
      )}
      {save.kind === "not-live" && (
        <Banner tone="watch" icon={<IconCloudOff size={17} />}>
          {words.notLiveBanner(save.since, save.waiting)}
        </Banner>
      )}
      {!canEdit && (
        <Banner tone="calm" icon={<IconEye size={17} />}>
          {words.viewerOnly}
        </Banner>
      )}
    </>
  )
}

function Banner({ tone, icon, children }: { tone: "calm" | "watch" | "critical"; icon: ReactNode; children: string }) {
  return (
    <p className={classes.banner} data-tone={tone} role="status">
      <span aria-hidden="true">{icon}</span>
      {children}
    </p>
  )
}

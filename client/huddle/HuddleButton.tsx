import { ActionIcon, Tooltip } from "@mantine/core"
import { IconUsersGroup } from "@tabler/icons-react"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { huddle as words } from "../words/en/huddle.ts"
import { toHuddle } from "./to-huddle.ts"
import { useCanDrive, useHuddle } from "./useHuddle.ts"

/** In the board's header: begins a huddle, or goes to the one that runs. */
export function HuddleButton() {
  const huddle = useHuddle()
  const canDrive = useCanDrive()
  const session = useBoardSession()
  if (!canDrive && !huddle) return null
  const label = huddle ? words.toHuddle : words.start
  return (
    <Tooltip label={`${label} (H)`}>
      <ActionIcon
        variant={huddle ? "light" : "subtle"}
        {...(huddle ? {} : { color: "gray" })}
        size={34}
        aria-label={label}
        aria-keyshortcuts="h"
        onClick={() => toHuddle(session)}
      >
        <IconUsersGroup size={19} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  )
}

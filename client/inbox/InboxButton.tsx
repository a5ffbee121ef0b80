import { ActionIcon, Tooltip } from "@mantine/core"
import { IconInbox } from "@tabler/icons-react"
import { inbox as words } from "../words/en/inbox.ts"
import classes from "./inbox.module.css"
import { useNeeds } from "./useNeeds.ts"

/** In the header: how much waits for me, and the way to it. */
export function InboxButton({ onOpen }: { onOpen: () => void }) {
  const needs = useNeeds() ?? []
  const isUrgent = needs.some(({ severity }) => severity !== "routine")
  return (
    <span className={classes.button}>
      <Tooltip label={words.open(needs.length)}>
        <ActionIcon variant="subtle" color="gray" size={34} aria-label={words.open(needs.length)} onClick={onOpen}>
          <IconInbox size={19} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      {needs.length > 0 && (
        <span className={classes.count} data-urgent={isUrgent || undefined} aria-hidden="true">
          {words.count(needs.length)}
        </span>
      )}
    </span>
  )
}

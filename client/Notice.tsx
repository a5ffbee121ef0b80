import { Button, Group, Stack, Text, Title } from "@mantine/core"
import type { ReactNode } from "react"

export interface NoticeAction {
  readonly label: string
  readonly href?: string
  readonly onClick?: () => void
}
interface Props {
  readonly title: string
  readonly text?: ReactNode
  readonly actions?: readonly NoticeAction[]
}

/** A whole screen that says one thing and what can be done. */
export function Notice({ title, text, actions = [] }: Props) {
  return (
    <Stack component="main" align="center" justify="center" mih="100%" p="xl" gap="sm">
      <Title order={1} size="h3" ta="center">
        {title}
      </Title>
      {text && (
        <Text maw={520} ta="center" c="var(--tl-muted)">
          {text}
        </Text>
      )}
      <Group mt="sm" justify="center">
        {actions.map((action, index) => (
          <ActionButton key={action.label} action={action} isFirst={index === 0} />
        ))}
      </Group>
    </Stack>
  )
}

function ActionButton({ action, isFirst }: { action: NoticeAction; isFirst: boolean }) {
  const look = isFirst ? "filled" : "default"
  return action.href === undefined ? (
    <Button variant={look} onClick={action.onClick}>
      {action.label}
    </Button>
  ) : (
    <Button variant={look} component="a" href={action.href}>
      {action.label}
    </Button>
  )
}

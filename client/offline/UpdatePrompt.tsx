import { Button, Group, Paper, Text } from "@mantine/core"
import { useExternal } from "../hooks/useExternal.ts"
import { sync as words } from "../words/en/sync.ts"
import { isUpdateReady, postponeUpdate, reloadToUpdate } from "./app-version.ts"
import classes from "./UpdatePrompt.module.css"

/** Asks to reload when a newer version is there. It never reloads by itself. */
export function UpdatePrompt() {
  const isReady = useExternal(isUpdateReady)
  return (
    <div role="status" className={classes.corner}>
      {isReady && (
        <Paper className={classes.prompt} withBorder shadow="md" p="md">
          <Text fw={600}>{words.update.title}</Text>
          <Text size="sm">{words.update.text}</Text>
          <Group mt="sm" gap="xs">
            <Button size="xs" onClick={() => void reloadToUpdate()}>
              {words.update.reload}
            </Button>
            <Button size="xs" variant="default" onClick={postponeUpdate}>
              {words.update.later}
            </Button>
          </Group>
        </Paper>
      )}
    </div>
  )
}

import { Button, Group } from "@mantine/core"
import { places as words } from "../words/en/places.ts"

export function ToastWords({ text, onUndo }: { text: string; onUndo: () => void }) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <span>{text}</span>
      <Button size="compact-sm" variant="light" flex="none" onClick={onUndo}>
        {words.undo}
      </Button>
    </Group>
  )
}

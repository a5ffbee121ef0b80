import { ActionIcon } from "@mantine/core"
import { IconTrash } from "@tabler/icons-react"
import { settings as words } from "../words/en/settings.ts"

export function RemoveButton({ name, onRemove }: { name: string; onRemove: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words.remove(name)} onClick={onRemove}>
      <IconTrash size={18} />
    </ActionIcon>
  )
}

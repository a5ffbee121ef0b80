import { Button, CopyButton, Group, TextInput } from "@mantine/core"
import { IconCheck, IconCopy } from "@tabler/icons-react"
import { places as words } from "../words/en/places.ts"

interface CopyFieldProps {
  readonly label: string
  readonly description?: string
  readonly value: string
}

/** Something to take away once. Selectable by hand too, because some browsers keep the clipboard from pages. */
export function CopyField({ label, description, value }: CopyFieldProps) {
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput
        style={{ flex: 1, minWidth: 0 }}
        label={label}
        description={description}
        value={value}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={value} timeout={3000}>
        {({ copied, copy }) => (
          <Button
            onClick={copy}
            variant={copied ? "light" : "filled"}
            leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          >
            <span aria-live="polite">{copied ? words.copied : words.copy}</span>
          </Button>
        )}
      </CopyButton>
    </Group>
  )
}

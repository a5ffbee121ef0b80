import { Button, Group, Stack, TextInput } from "@mantine/core"
import type { BoardSummary } from "../../shared/wire/http.ts"
import { Dialog } from "../ui/Dialog.tsx"
import { FormProblem } from "../ui/FormProblem.tsx"
import { useForm } from "../ui/useForm.ts"
import { boards as words } from "../words/en/boards.ts"
import { common } from "../words/en/common.ts"
import { checkBoardName } from "./board-list.ts"
import { boardsApi } from "./boards-api.ts"

interface RenameDialogProps {
  readonly board: BoardSummary
  readonly onRenamed: (board: BoardSummary) => void
  readonly onClose: () => void
}

export function RenameDialog({ board, onRenamed, onClose }: RenameDialogProps) {
  const form = useForm({
    initial: { name: board.name },
    check: ({ name }) => ({ name: checkBoardName(name) }),
    async submit({ name }) {
      if (name.trim() !== board.name) onRenamed(await boardsApi.rename(board.id, name.trim()))
      onClose()
    },
  })
  return (
    <Dialog opened onClose={onClose} title={words.renameTitle}>
      <form onSubmit={form.onSubmit} noValidate>
        <Stack>
          <TextInput
            {...form.field("name")}
            label={words.name}
            autoComplete="off"
            required
            data-autofocus
            onFocus={(event) => event.currentTarget.select()}
          />
          <FormProblem problem={form.problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={form.isBusy}>
              {common.rename}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

import { Button, Group, Stack, Text } from "@mantine/core"
import { type ReactNode, useState } from "react"
import { common } from "../words/en/common.ts"
import { Dialog } from "./Dialog.tsx"
import { problemWords } from "./problem-words.ts"

interface ConfirmDialogProps {
  readonly opened: boolean
  readonly title: string
  readonly children: ReactNode
  /** The verb of what will happen, never "OK". */
  readonly confirm: string
  readonly danger?: boolean
  readonly onConfirm: () => void | Promise<void>
  readonly onClose: () => void
}

/** Asks before something that cannot be taken back at once. Closes itself when it is done; a failure stays readable. */
export function ConfirmDialog({ opened, title, children, confirm, danger, onConfirm, onClose }: ConfirmDialogProps) {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const close = () => {
    setProblem(undefined)
    onClose()
  }
  const run = async () => {
    setBusy(true)
    try {
      await onConfirm()
      close()
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog opened={opened} onClose={close} title={title}>
      <Stack>
        <Text component="div" size="sm">
          {children}
        </Text>
        {problem !== undefined && (
          <Text role="alert" c="var(--tl-critical)" size="sm">
            {problemWords(problem)}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {common.cancel}
          </Button>
          <Button {...(danger ? { color: "red" } : {})} loading={isBusy} onClick={() => void run()}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

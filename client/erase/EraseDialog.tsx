import { Button, Group, Stack, Text, Textarea } from "@mantine/core"
import { type FormEvent, useState } from "react"
import { LIMITS } from "../../shared/limits.ts"
import { api } from "../api/client.ts"
import { Dialog } from "../ui/Dialog.tsx"
import { problemWords } from "../ui/problem-words.ts"
import { toast } from "../ui/toast.ts"
import { common } from "../words/en/common.ts"
import { erase as words } from "../words/en/erase.ts"

/** One entry by its number, or all that one person wrote. */
export type Erasing = { readonly seq: number } | { readonly actor: string; readonly name: string }

interface EraseDialogProps {
  readonly boardId: string
  readonly what: Erasing
  readonly opened: boolean
  readonly onClose: () => void
}

/** Erasing cannot be taken back, so it says what goes and what stays, and wants a reason. */
export function EraseDialog({ boardId, what, opened, onClose }: EraseDialogProps) {
  const title = "actor" in what ? words.allTitle(what.name) : words.oneTitle
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <EraseForm boardId={boardId} what={what} onClose={onClose} />
    </Dialog>
  )
}

function EraseForm({ boardId, what, onClose }: Omit<EraseDialogProps, "opened">) {
  const [reason, setReason] = useState("")
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const go = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      const about = "actor" in what ? { actor: what.actor } : what
      const asked = { ...about, reason }
      const { erased } = await api.post<{ readonly erased: number }>(`/boards/${boardId}/ledger/erasures`, asked)
      toast.say(words.done(erased))
      onClose()
    } catch (error) {
      setProblem(error)
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void go(event)}>
      <Stack>
        <Text size="sm">{"actor" in what ? words.allWords(what.name) : words.oneWords}</Text>
        <Text size="sm">{words.notTheBoard}</Text>
        <Textarea
          label={words.reason}
          description={words.reasonHelp}
          value={reason}
          maxLength={LIMITS.lineChars}
          required
          rows={2}
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {problem !== undefined && (
          <Text role="alert" c="var(--tl-critical)" size="sm">
            {problemWords(problem)}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" color="red" loading={isBusy} disabled={reason.trim() === ""}>
            {words.go}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

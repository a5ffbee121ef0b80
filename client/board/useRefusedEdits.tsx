import { Button, Stack } from "@mantine/core"
import { notifications } from "@mantine/notifications"
import { useEffect } from "react"
import { refusalText } from "../handoff/refusal-words.ts"
import { useNames } from "../handoff/useNames.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useExternal } from "../hooks/useExternal.ts"
import type { RefusedEdit } from "../sync/board-session.ts"
import { toast } from "../ui/toast.ts"
import { board as words } from "../words/en/board.ts"
import { common } from "../words/en/common.ts"

/** An edit that the relay took back: the rule's words, and what was typed, to be copied. It stays until it is closed. */
export function useRefusedEdits(): void {
  const session = useBoardSession()
  const refused = useExternal(session.refused)
  const names = useNames()
  useEffect(() => {
    for (const edit of refused)
      if (edit.refusal.rule !== "E8")
        notifications.show({
          id: `refused-${edit.id}`,
          autoClose: false,
          color: "red",
          title: words.takenBack(refusalText(edit.refusal, names)),
          message: <Written edit={edit} />,
          onClose: () => session.dismissRefused(edit.id),
          closeButtonProps: { "aria-label": common.close },
        })
  }, [session, refused, names])
}

function Written({ edit }: { edit: RefusedEdit }) {
  const text = writtenText(edit.value)
  if (text === "") return null
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    toast.say(words.copied)
  }
  return (
    <Stack gap={6} align="flex-start">
      <span>
        {words.yourWords} {text}
      </span>
      <Button size="compact-sm" variant="default" onClick={() => void copy()}>
        {words.copy}
      </Button>
    </Stack>
  )
}

function writtenText(value: unknown): string {
  if (typeof value === "string") return value
  if (typeof value !== "object" || value === null) return ""
  const { title, text, reason, name } = value as Readonly<Record<string, unknown>>
  const found = [title, text, reason, name].find((part) => typeof part === "string")
  return typeof found === "string" ? found : ""
}

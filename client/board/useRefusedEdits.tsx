import { Button, Stack } from "@mantine/core"
import { notifications } from "@mantine/notifications"
import { useEffect, useRef } from "react"
import { refusalText } from "../handoff/refusal-words.ts"
import { useNames } from "../handoff/useNames.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useExternal } from "../hooks/useExternal.ts"
import type { RefusedEdit } from "../sync/board-session.ts"
import { toast } from "../ui/toast.ts"
import { board as words } from "../words/en/board.ts"
import { common } from "../words/en/common.ts"

/**
 * An edit that the relay took back: the rule's words, and what was typed, to be copied. It stays until it is closed, here or
 * on another screen; whoever leaves the board without closing it finds it when they come back.
 */
export function useRefusedEdits(): void {
  const session = useBoardSession()
  const refused = useExternal(session.refused)
  const names = useNames()
  const shown = useRef(new Set<number>())
  useEffect(() => {
    for (const id of shown.current) if (!refused.some((edit) => edit.id === id)) takeDown(shown.current, id)
    for (const edit of refused.filter(({ refusal }) => refusal.rule !== "E8")) {
      shown.current.add(edit.id)
      notifications.show({
        id: nameOf(edit.id),
        autoClose: false,
        color: "red",
        title: words.takenBack(refusalText(edit.refusal, names)),
        message: <Written edit={edit} />,
        onClose: () => {
          if (shown.current.delete(edit.id)) session.dismissRefused(edit.id)
        },
        closeButtonProps: { "aria-label": common.close },
      })
    }
  }, [session, refused, names])
  useEffect(() => {
    const { current } = shown
    return () => {
      for (const id of current) takeDown(current, id)
    }
  }, [])
}

const nameOf = (id: number): string => `refused-${id}`

/** Not closed by the person: they find it again. */
function takeDown(shown: Set<number>, id: number): void {
  shown.delete(id)
  notifications.hide(nameOf(id))
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

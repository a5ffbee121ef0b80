import { Button, Group, Stack, Textarea } from "@mantine/core"
import { useState } from "react"
import { board as words } from "../../words/en/board.ts"
import { common } from "../../words/en/common.ts"
import { useBoardActions } from "../useBoardUi.ts"
import { BoardDialog } from "./BoardDialog.tsx"

/** A block needs its reason: without one nobody could lift it. */
export function BlockDialog({ card, onClose }: { card: string; onClose: () => void }) {
  const actions = useBoardActions()
  const [reason, setReason] = useState("")
  const go = () => {
    if (reason.trim() !== "" && actions.block(card, reason)) onClose()
  }
  return (
    <BoardDialog title={words.blockTitle(actions.titleOf(card))} onClose={onClose} card={card}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          go()
        }}
      >
        <Stack>
          <Textarea
            label={words.blockReason}
            placeholder={words.blockPlaceholder}
            value={reason}
            maxLength={500}
            required
            autosize
            minRows={2}
            data-autofocus
            onChange={(event) => setReason(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return
              event.preventDefault()
              go()
            }}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" disabled={reason.trim() === ""}>
              {words.blockGo}
            </Button>
          </Group>
        </Stack>
      </form>
    </BoardDialog>
  )
}

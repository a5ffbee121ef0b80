import { Button } from "@mantine/core"
import { IconHandStop } from "@tabler/icons-react"
import { useState } from "react"
import type { Card } from "../../../shared/model/card.ts"
import { card as words } from "../../words/en/card.ts"
import { block, unblock } from "../edits.ts"
import { useCardEdits } from "../useCardEdits.ts"
import { EditableText } from "./EditableText.tsx"
import classes from "./fields.module.css"
import { None } from "./None.tsx"

/** Blocked always has a reason; asking for it is how the card becomes blocked. */
export function BlockedField({ card }: { card: Card }) {
  const { canEdit, edit } = useCardEdits(card.id)
  if (card.blocked)
    return (
      <div className={classes.blocked}>
        <IconHandStop size={16} aria-hidden="true" />
        <EditableText
          cardId={card.id}
          register="blocked"
          value={card.blocked.reason}
          label={words.blockedReason}
          maxLength={500}
          readOnly={!canEdit}
          onCommit={(reason) => edit((edited) => block(edited, reason))}
        />
        {canEdit && (
          <Button size="compact-sm" variant="default" onClick={() => edit(unblock)}>
            {words.unblock}
          </Button>
        )}
      </div>
    )
  return canEdit ? <AskReason onBlock={(reason) => edit((edited) => block(edited, reason))} /> : <None />
}

function AskReason({ onBlock }: { onBlock: (reason: string) => void }) {
  const [reason, setReason] = useState<string>()
  if (reason === undefined)
    return (
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        className={classes.quietAdd}
        leftSection={<IconHandStop size={14} />}
        onClick={() => setReason("")}
      >
        {words.blockIt}
      </Button>
    )
  return (
    <form
      className={classes.inline}
      onSubmit={(event) => {
        event.preventDefault()
        onBlock(reason)
        setReason(undefined)
      }}
    >
      <input
        className={classes.input}
        aria-label={words.blockedReason}
        placeholder={words.blockedPlaceholder}
        maxLength={500}
        value={reason}
        // biome-ignore lint/a11y/noAutofocus: the person just asked for this field
        autoFocus
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return
          event.preventDefault()
          setReason(undefined)
        }}
        onBlur={() => {
          if (reason.trim() === "") setReason(undefined)
        }}
      />
      <Button size="compact-sm" type="submit" disabled={reason.trim() === ""}>
        {words.blockIt}
      </Button>
    </form>
  )
}

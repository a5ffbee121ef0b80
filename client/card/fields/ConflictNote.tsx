import { Button } from "@mantine/core"
import { usePersonName } from "../../hooks/usePeopleDirectory.ts"
import { card as words } from "../../words/en/card.ts"
import { useCardEntries } from "../card-entries.ts"
import classes from "./fields.module.css"
import type { DraftField } from "./useDraft.ts"

interface ConflictNoteProps {
  readonly register: string
  readonly theirs: string
  readonly field: DraftField
}

/** Somebody else wrote into a field while it was being typed in: both texts stand until the person chooses. */
export function ConflictNote({ register, theirs, field }: ConflictNoteProps) {
  const name = usePersonName()
  const author = useCardEntries().findLast((entry) => entry.key === register)?.actor
  if (!field.isConflict) return null
  const who = author === undefined ? words.somebody : name(author)
  return (
    <div className={classes.conflict} role="alert">
      <p>{theirs === "" ? words.conflictEmpty(who) : words.conflict(who, theirs)}</p>
      <Button size="compact-sm" variant="default" onClick={field.keepMine} onMouseDown={keepFocus}>
        {words.keepMine}
      </Button>
      <Button size="compact-sm" variant="default" onClick={field.takeTheirs} onMouseDown={keepFocus}>
        {words.takeTheirs}
      </Button>
    </div>
  )
}

/** The field keeps the focus until the choice is made. */
const keepFocus = (event: React.MouseEvent) => event.preventDefault()

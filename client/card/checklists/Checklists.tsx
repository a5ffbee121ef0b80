import { Button } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { useState } from "react"
import type { Registers } from "../../../shared/model/board-view.ts"
import { checklistsOf } from "../../../shared/model/card.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { card as words } from "../../words/en/card.ts"
import { jitter } from "../jitter.ts"
import { useCardEdits } from "../useCardEdits.ts"
import { ChecklistBlock } from "./ChecklistBlock.tsx"
import { addChecklist } from "./checklist-edits.ts"
import classes from "./checklists.module.css"

export function Checklists({ cardId, registers }: { cardId: string; registers: Registers }) {
  const session = useBoardSession()
  const { canEdit, edit } = useCardEdits(cardId)
  const lists = checklistsOf(registers)
  const [fresh, setFresh] = useState<string>()
  const add = () => {
    const id = session.newId()
    edit((card) => addChecklist(card, id, words.newChecklist, jitter()))
    setFresh(id)
  }
  if (!canEdit && lists.length === 0) return null
  return (
    <section className={classes.section} aria-labelledby={`${cardId}-checklists`}>
      <h3 id={`${cardId}-checklists`}>{words.checklists}</h3>
      {lists.map((list) => (
        <ChecklistBlock key={list.id} cardId={cardId} list={list} lists={lists} isFresh={list.id === fresh} />
      ))}
      {canEdit && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          className={classes.quietAdd}
          leftSection={<IconPlus size={14} />}
          onClick={add}
        >
          {words.addChecklist}
        </Button>
      )}
    </section>
  )
}

import { ActionIcon, Menu } from "@mantine/core"
import { IconDots } from "@tabler/icons-react"
import { useEffect, useRef, useState } from "react"
import type { Checklist } from "../../../shared/model/card.ts"
import { card as words } from "../../words/en/card.ts"
import { EditableText } from "../fields/EditableText.tsx"
import { useCardEdits } from "../useCardEdits.ts"
import { AddCheck } from "./AddCheck.tsx"
import { CheckRow } from "./CheckRow.tsx"
import { removeChecklist, renameChecklist } from "./checklist-edits.ts"
import classes from "./checklists.module.css"

interface ChecklistBlockProps {
  readonly cardId: string
  readonly list: Checklist
  readonly lists: readonly Checklist[]
  /** Just made here: its name is ready to be typed. */
  readonly isFresh: boolean
}

/** One list: its name, how far it is, its items, and a line to add more. Items of a list that is gone stand under no name. */
export function ChecklistBlock({ cardId, list, lists, isFresh }: ChecklistBlockProps) {
  const { canEdit } = useCardEdits(cardId)
  const [isHidingDone, setHidingDone] = useState(false)
  const [said, say] = useState("")
  const done = list.checks.filter((check) => check.done).length
  const shown = isHidingDone ? list.checks.filter((check) => !check.done) : list.checks
  return (
    <div className={classes.list}>
      <div className={classes.head}>
        <ListName cardId={cardId} list={list} isFresh={isFresh} />
        {list.checks.length > 0 && (
          <span className={classes.count} title={words.progressLong(done, list.checks.length)}>
            {words.progress(done, list.checks.length)}
          </span>
        )}
        <ListMenu {...{ cardId, list, done, isHidingDone, setHidingDone }} />
      </div>
      <Progress done={done} total={list.checks.length} />
      <ul className={classes.items}>
        {shown.map((check) => (
          <CheckRow key={check.id} {...{ cardId, list, lists, check, say }} />
        ))}
      </ul>
      {canEdit && list.id !== "" && <AddCheck cardId={cardId} list={list} />}
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </div>
  )
}

function ListName({ cardId, list, isFresh }: { cardId: string; list: Checklist; isFresh: boolean }) {
  const { canEdit, edit } = useCardEdits(cardId)
  const ref = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (isFresh) ref.current?.querySelector("textarea")?.select()
  }, [isFresh])
  if (list.id === "") return <h4 className={classes.name}>{words.otherItems}</h4>
  return (
    <h4 className={classes.name} ref={ref}>
      <EditableText
        cardId={cardId}
        register={`h:${list.id}`}
        value={list.name}
        label={words.checklistName}
        maxLength={200}
        readOnly={!canEdit}
        onCommit={(name) => edit((card) => renameChecklist(card, list, name))}
      />
    </h4>
  )
}

function Progress({ done, total }: { done: number; total: number }) {
  if (total === 0) return null
  return (
    <div
      className={classes.track}
      role="progressbar"
      aria-label={words.progressLong(done, total)}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
      data-done={done === total}
    >
      <div style={{ inlineSize: `${(done / total) * 100}%` }} />
    </div>
  )
}

interface ListMenuProps {
  readonly cardId: string
  readonly list: Checklist
  readonly done: number
  readonly isHidingDone: boolean
  readonly setHidingDone: (isHiding: boolean) => void
}

function ListMenu({ cardId, list, done, isHidingDone, setHidingDone }: ListMenuProps) {
  const { canEdit, editWithUndo } = useCardEdits(cardId)
  return (
    <Menu withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="md" aria-label={words.listMenu(list.name || words.otherItems)}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={done === 0} onClick={() => setHidingDone(!isHidingDone)}>
          {isHidingDone ? words.showDone(done) : words.hideDone}
        </Menu.Item>
        {canEdit && (
          <Menu.Item onClick={() => editWithUndo(words.listRemoved(list.name), (card) => removeChecklist(card, list))}>
            {words.removeList}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

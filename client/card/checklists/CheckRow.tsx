import { type KeyboardEvent, useRef } from "react"
import { LIMITS } from "../../../shared/limits.ts"
import type { Check, Checklist } from "../../../shared/model/card.ts"
import { Signatures } from "../../handoff/Signatures.tsx"
import { card as words } from "../../words/en/card.ts"
import { EditableText } from "../fields/EditableText.tsx"
import { jitter } from "../jitter.ts"
import { useCardEdits } from "../useCardEdits.ts"
import { CheckMenu } from "./CheckMenu.tsx"
import { moveCheckBy, setCheckText, tick } from "./checklist-edits.ts"
import classes from "./checklists.module.css"

interface CheckRowProps {
  readonly cardId: string
  readonly list: Checklist
  readonly lists: readonly Checklist[]
  readonly check: Check
  /** Said to those who do not see the item move. */
  readonly say: (words: string) => void
}

/** One item: a tick, its text, who must sign it, a menu. Alt with an arrow moves it within its list. */
export function CheckRow({ cardId, list, lists, check, say }: CheckRowProps) {
  const { canEdit, edit } = useCardEdits(cardId)
  const row = useRef<HTMLLIElement>(null)
  const move = (step: -1 | 1) => {
    const focused = document.activeElement
    const place = list.checks.findIndex((one) => one.id === check.id) + step
    if (place < 0 || place >= list.checks.length) return
    edit((card) => moveCheckBy(card, list, check, step, jitter()))
    say(words.movedUp(check.text, place + 1, list.checks.length))
    // A node that is moved loses the focus.
    requestAnimationFrame(() => {
      if (focused instanceof HTMLElement && row.current?.contains(focused)) focused.focus()
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!canEdit || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return
    event.preventDefault()
    move(event.key === "ArrowUp" ? -1 : 1)
  }
  return (
    <li ref={row} className={classes.item} data-done={check.done} data-check={check.id}>
      <label className={classes.tickArea}>
        <input
          type="checkbox"
          className={classes.tick}
          aria-label={words.itemDone(check.text)}
          checked={check.done}
          disabled={!canEdit}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            const { checked } = event.currentTarget
            edit((card) => tick(card, check, checked))
          }}
        />
      </label>
      <div className={classes.body}>
        <EditableText
          cardId={cardId}
          register={`c:${check.id}`}
          value={check.text}
          label={words.item}
          maxLength={LIMITS.lineChars}
          readOnly={!canEdit}
          className={classes.itemText}
          onCommit={(text) => edit((card) => setCheckText(card, check, text))}
          onKeyDown={onKeyDown}
        />
        <Signatures cardId={cardId} check={check} />
      </div>
      {canEdit && <CheckMenu {...{ cardId, list, lists, check, move }} />}
    </li>
  )
}

import { IconPlus } from "@tabler/icons-react"
import { useState } from "react"
import { LIMITS } from "../../../shared/limits.ts"
import type { Checklist } from "../../../shared/model/card.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { card as words } from "../../words/en/card.ts"
import { jitter } from "../jitter.ts"
import { useCardEdits } from "../useCardEdits.ts"
import { addChecks, linesOf } from "./checklist-edits.ts"
import classes from "./checklists.module.css"

/** Enter adds and stays for the next one; several pasted lines become several items. */
export function AddCheck({ cardId, list }: { cardId: string; list: Checklist }) {
  const session = useBoardSession()
  const { edit } = useCardEdits(cardId)
  const [text, setText] = useState("")
  const [said, say] = useState("")
  const add = (texts: readonly string[]) => {
    if (texts.length === 0) return
    const isDone = edit((card) => addChecks(card, { list, texts, newId: () => session.newId(), jitter }))
    if (!isDone) return
    setText("")
    say(words.itemsAdded(texts.length))
  }
  return (
    <form
      className={classes.add}
      onSubmit={(event) => {
        event.preventDefault()
        add(linesOf(text))
      }}
    >
      <IconPlus size={16} aria-hidden="true" />
      <input
        aria-label={words.addItemTo(list.name)}
        placeholder={words.addItem}
        maxLength={LIMITS.lineChars}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => add(linesOf(text))}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || text === "") return
          event.preventDefault()
          setText("")
        }}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData("text/plain")
          if (!/[\r\n]/.test(pasted.trim())) return
          event.preventDefault()
          add(linesOf(`${text}${pasted}`))
        }}
      />
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </form>
  )
}

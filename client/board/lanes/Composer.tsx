import { Button } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { type ClipboardEvent, type KeyboardEvent, useState } from "react"
import { board as words } from "../../words/en/board.ts"
import { common } from "../../words/en/common.ts"
import { useSelected } from "../board-ui.ts"
import { useBoardActions, useBoardUi } from "../useBoardUi.ts"
import classes from "./lanes.module.css"
import { linesOf } from "./pasted-lines.ts"

/** Adds cards at the end of a lane: Enter adds and stays open, a pasted list is offered as many cards. */
export function Composer({ lane, name }: { lane: string; name: string }) {
  const ui = useBoardUi()
  const isOpen = useSelected(ui.composing, (composing) => composing === lane)
  if (isOpen) return <OpenComposer lane={lane} name={name} />
  return (
    <button
      type="button"
      className={classes.addCard}
      aria-label={words.addCardTo(name)}
      onClick={() => ui.composing.set(lane)}
    >
      <IconPlus size={16} aria-hidden="true" />
      {words.addCard}
    </button>
  )
}

function OpenComposer({ lane, name }: { lane: string; name: string }) {
  const ui = useBoardUi()
  const actions = useBoardActions()
  const [text, setText] = useState("")
  const [lines, setLines] = useState<readonly string[]>([])
  const close = () => ui.composing.set(undefined)
  const add = (titles: readonly string[]) => {
    const last = actions.addCards(lane, titles).at(-1)
    if (last === undefined) return
    setText("")
    setLines([])
    requestAnimationFrame(() => ui.lanes.get(lane)?.show(last))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === "Escape") close()
    else if (text.trim() === "") close()
    else add([text])
  }
  const onPaste = (event: ClipboardEvent) => {
    const pasted = linesOf(event.clipboardData.getData("text/plain"))
    if (pasted.length < 2) return
    event.preventDefault()
    setLines(pasted)
  }
  return (
    <div className={classes.composer}>
      <textarea
        className={classes.composerField}
        aria-label={`${words.newCardTitle}: ${name}`}
        placeholder={words.composerPlaceholder}
        rows={2}
        value={text}
        ref={focusOnce}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      {lines.length > 1 ? (
        <div className={classes.composerRow}>
          <span>{words.manyLines(lines.length)}</span>
          <Button size="compact-sm" onClick={() => add(lines)}>
            {words.addMany(lines.length)}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              setText(`${text} ${lines.join(" ")}`.trim())
              setLines([])
            }}
          >
            {words.addAsOne}
          </Button>
        </div>
      ) : (
        <div className={classes.composerRow}>
          <Button size="compact-sm" disabled={text.trim() === ""} onClick={() => add([text])}>
            {words.addCard}
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={close}>
            {common.close}
          </Button>
          <span className={classes.composerHint}>{words.composerHint}</span>
        </div>
      )}
    </div>
  )
}

function focusOnce(field: HTMLTextAreaElement | null): void {
  if (field && document.activeElement !== field) field.focus()
}

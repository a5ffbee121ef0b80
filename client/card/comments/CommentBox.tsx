import { Button } from "@mantine/core"
import { type KeyboardEvent, useId, useRef, useState } from "react"
import { LIMITS } from "../../../shared/limits.ts"
import { usePeopleDirectory } from "../../hooks/usePeopleDirectory.ts"
import { card as words } from "../../words/en/card.ts"
import fields from "../fields/fields.module.css"
import classes from "./comments.module.css"
import { MentionList } from "./MentionList.tsx"
import { mentionQueryAt, peopleMatching, withMention } from "./mention.ts"

interface CommentBoxProps {
  readonly label: string
  readonly placeholder?: string
  readonly send: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onSend: () => void
  readonly onCancel?: () => void
  readonly problem: string
  /** What it waits for after it was sent. */
  readonly waiting?: string | undefined
  readonly isFocused?: boolean
}

/** Plain words of several lines. "@" offers the people of the board; Ctrl or Cmd with Enter sends. */
export function CommentBox(props: CommentBoxProps) {
  const { label, placeholder, value, onChange, onSend, onCancel, problem, isFocused } = props
  const area = useRef<HTMLTextAreaElement>(null)
  const mention = useMention(value, onChange, area)
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      onSend()
      return
    }
    if (mention.onKeyDown(event)) return
    if (event.key === "Escape" && onCancel) {
      event.preventDefault()
      onCancel()
    }
  }
  return (
    <form
      className={classes.box}
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
      }}
    >
      <div className={classes.field}>
        <textarea
          ref={area}
          className={`${fields.input} ${classes.area}`}
          rows={2}
          aria-label={label}
          {...(placeholder === undefined ? {} : { placeholder })}
          maxLength={LIMITS.commentChars}
          value={value}
          // biome-ignore lint/a11y/noAutofocus: only where the person just asked to edit
          autoFocus={isFocused ?? false}
          {...mention.aria}
          onChange={(event) => {
            onChange(event.currentTarget.value)
            mention.look(event.currentTarget.selectionStart)
          }}
          onSelect={(event) => mention.look(event.currentTarget.selectionStart)}
          onBlur={mention.close}
          onKeyDown={onKeyDown}
        />
        <MentionList {...mention.list} />
      </div>
      {problem !== "" && (
        <p className={fields.refusal} role="alert">
          {problem}
        </p>
      )}
      {(value !== "" || onCancel) && (
        <div className={fields.inline}>
          <Button type="submit" size="compact-sm" disabled={value.trim() === ""}>
            {props.send}
          </Button>
          {onCancel && (
            <Button size="compact-sm" variant="default" onClick={onCancel}>
              {words.cancel}
            </Button>
          )}
          <span className={classes.hint} {...(props.waiting ? { role: "status" } : {})}>
            {props.waiting ?? words.commentHint}
          </span>
        </div>
      )}
    </form>
  )
}

/** The people offered at the caret, which one is chosen, and the keys that choose. */
function useMention(
  value: string,
  onChange: (text: string) => void,
  area: React.RefObject<HTMLTextAreaElement | null>,
) {
  const people = usePeopleDirectory()
  const id = useId()
  const [caret, setCaret] = useState<number>()
  const [at, setAt] = useState(0)
  const found = caret === undefined ? undefined : mentionQueryAt(value, caret)
  const offered = found ? peopleMatching([...people.values()], found.query) : []
  const chosen = Math.min(at, offered.length - 1)
  const close = () => setCaret(undefined)
  const pick = (name: string) => {
    if (!found || caret === undefined) return
    const next = withMention(value, caret, found.start, name)
    onChange(next.text)
    close()
    requestAnimationFrame(() => area.current?.setSelectionRange(next.caret, next.caret))
  }
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const person = offered[chosen]
    if (!person) return false
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0
    const isPick = event.key === "Enter" || event.key === "Tab"
    if (step === 0 && !isPick && event.key !== "Escape") return false
    event.preventDefault()
    if (step !== 0) setAt((chosen + step + offered.length) % offered.length)
    else if (isPick) pick(person.name)
    else close()
    return true
  }
  return {
    close,
    onKeyDown,
    look: (position: number) => {
      setCaret(position)
      setAt(0)
    },
    list: { id, people: offered, chosen, onPick: pick },
    aria:
      offered.length === 0
        ? {}
        : { "aria-autocomplete": "list" as const, "aria-controls": id, "aria-activedescendant": `${id}-${chosen}` },
  }
}

import type { ReactNode } from "react"
import { Typists } from "../../card/fields/Typists.tsx"
import { useTyping } from "../../card/fields/useTyping.ts"
import { handoff as words } from "../../words/en/handoff.ts"
import classes from "../handoff.module.css"

interface FieldFrameProps {
  readonly label: string
  readonly help?: string | undefined
  readonly htmlFor?: string | undefined
  /** Keeps the sheet from being offered. */
  readonly hole?: "empty" | "unfinished" | "not-an-option" | undefined
  readonly note?: string | undefined
  /** Set where "none" is an answer. */
  readonly none?: { readonly isSaid: boolean; readonly onChange: (isSaid: boolean) => void } | undefined
  /** Others see who is at a field that does not say so itself: a choice, a person, a time, the lines of a list. */
  readonly typing?: { readonly cardId: string; readonly register: string } | undefined
  readonly children: ReactNode
}

const HOLES = { empty: words.hole, unfinished: words.unfinished, "not-an-option": words.notAnOption } as const

/** A field of the sheet: its name, whether it is still needed, and its outright "none". */
export function FieldFrame({ label, help, htmlFor, hole, note, none, typing, children }: FieldFrameProps) {
  const { onFocus, onBlur } = useTyping(typing?.cardId ?? "", typing?.register ?? "")
  // In the capture phase: a text inside that says it more exactly has the last word.
  const told = typing ? { onFocusCapture: onFocus, onBlurCapture: onBlur } : {}
  const Label = htmlFor ? "label" : "span"
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in a row with its marks
    <div className={classes.field} data-hole={hole} role="group" aria-label={label} {...told}>
      <div className={classes.fieldHead}>
        <Label className={classes.fieldName} {...(htmlFor ? { htmlFor } : {})}>
          {label}
        </Label>
        {typing && <Typists {...typing} />}
        {hole ? (
          <span className={classes.hole}>{HOLES[hole]}</span>
        ) : (
          note && <span className={classes.note}>{note}</span>
        )}
        {none && (
          <label className={classes.none}>
            <input
              type="checkbox"
              aria-label={words.noneHint(label)}
              checked={none.isSaid}
              onChange={(event) => none.onChange(event.currentTarget.checked)}
            />
            {words.none}
          </label>
        )}
      </div>
      {help && !none?.isSaid && <p className={classes.help}>{help}</p>}
      {!none?.isSaid && children}
    </div>
  )
}

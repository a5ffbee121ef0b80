import type { ReactNode } from "react"
import { handoff as words } from "../../words/en/handoff.ts"
import classes from "../handoff.module.css"

interface FieldFrameProps {
  readonly label: string
  readonly help?: string | undefined
  readonly htmlFor?: string | undefined
  /** Keeps the sheet from being offered. */
  readonly hole?: "empty" | "unfinished" | undefined
  readonly note?: string | undefined
  /** Set where "none" is an answer. */
  readonly none?: { readonly isSaid: boolean; readonly onChange: (isSaid: boolean) => void } | undefined
  readonly children: ReactNode
}

/** A field of the sheet: its name, whether it is still needed, and its outright "none". */
export function FieldFrame({ label, help, htmlFor, hole, note, none, children }: FieldFrameProps) {
  const Label = htmlFor ? "label" : "span"
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in a row with its marks
    <div className={classes.field} data-hole={hole} role="group" aria-label={label}>
      <div className={classes.fieldHead}>
        <Label className={classes.fieldName} {...(htmlFor ? { htmlFor } : {})}>
          {label}
        </Label>
        {hole ? (
          <span className={classes.hole}>{hole === "empty" ? words.hole : words.unfinished}</span>
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

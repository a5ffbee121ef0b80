import { lazy, Suspense } from "react"
import { notesIdOf } from "../../shared/huddle/notes.ts"
import { huddle as words } from "../words/en/huddle.ts"
import classes from "./huddle.module.css"
import { useLineTools } from "./useLineTools.ts"

const LongText = lazy(async () => ({ default: (await import("../card/description/Description.tsx")).LongText }))

/** Written by everybody at once, with live carets; a line becomes an action or a decision with one key. */
export function NotesPane({ huddle }: { huddle: string }) {
  const notes = notesIdOf(huddle)
  const lineTools = useLineTools()
  return (
    <section className={classes.notes} aria-label={words.notes} data-huddle-notes>
      <h2>{words.notes}</h2>
      <Suspense>
        <LongText
          cardId={notes}
          textId={notes}
          register="notes"
          label={words.notes}
          placeholder={words.notesPlaceholder}
          empty={words.notesEmpty}
          {...(lineTools ? { lineTools } : {})}
        />
      </Suspense>
    </section>
  )
}

import { notesIdOf } from "../../../shared/huddle/notes.ts"
import { Reading } from "../../card/description/Description.tsx"
import { useIsReady, useText } from "../../card/description/useText.ts"
import { huddle as words } from "../../words/en/huddle.ts"

/** What was written together, to be read. Without a connection only where this browser has kept it. */
export function RecordNotes({ huddle }: { huddle: string }) {
  const text = useText(notesIdOf(huddle))
  const isReady = useIsReady(text)
  if (!text || !isReady) return null
  return (
    <section aria-label={words.notes}>
      <h2>{words.notes}</h2>
      <Reading text={text} empty={words.notesEmpty} />
    </section>
  )
}

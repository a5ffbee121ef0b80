import { usePeopleDirectory } from "../../hooks/usePeopleDirectory.ts"
import { OUTSIDE } from "../safe-url.ts"
import { autolink } from "./autolink.ts"
import classes from "./comments.module.css"
import { mentionPieces } from "./mention.ts"

/** A comment's words as they were typed: line breaks kept, addresses linked, mentions marked. Never any markup. */
export function CommentText({ text, mentions }: { text: string; mentions: readonly string[] }) {
  const people = usePeopleDirectory()
  const mentioned = mentions.flatMap((actor) => people.get(actor) ?? [])
  return (
    <p className={classes.text}>
      {mentionPieces(text, mentioned).map((piece, i) =>
        piece.mention ? (
          // The position is all that a piece of a plain text has for a key.
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never move
          <mark key={i} className={classes.mention}>
            {piece.text}
          </mark>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never move
          <Linked key={i} text={piece.text} />
        ),
      )}
    </p>
  )
}

function Linked({ text }: { text: string }) {
  return autolink(text).map((piece, i) =>
    piece.href ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never move
      <a key={i} href={piece.href} {...OUTSIDE}>
        {piece.text}
      </a>
    ) : (
      piece.text
    ),
  )
}

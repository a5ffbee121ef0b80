import { useState } from "react"
import { usePeopleDirectory } from "../../hooks/usePeopleDirectory.ts"
import { card as words } from "../../words/en/card.ts"
import { CommentBox } from "./CommentBox.tsx"
import { mentionedIn } from "./mention.ts"
import { useAskCommand } from "./useAskCommand.ts"

/** What was typed and not sent, by card: looking at another card in between loses nothing. */
const unsent = new Map<string, string>()

export function NewComment({ cardId }: { cardId: string }) {
  const people = usePeopleDirectory()
  const [text, setText] = useState(unsent.get(cardId) ?? "")
  const { problem, ask } = useAskCommand()
  const keep = (words: string) => {
    setText(words)
    if (words === "") unsent.delete(cardId)
    else unsent.set(cardId, words)
  }
  const send = async () => {
    const sent = text.trim()
    if (sent === "") return
    const mentions = mentionedIn(sent, [...people.values()]).slice(0, 20)
    keep("")
    const isTaken = await ask({ kind: "comment.add", card: cardId, text: sent, mentions: [...mentions] })
    // A refusal gives the words back, unless something new is being typed already.
    if (!isTaken && !unsent.has(cardId)) keep(sent)
  }
  return (
    <CommentBox
      label={words.writeComment}
      placeholder={words.commentPlaceholder}
      send={words.send}
      value={text}
      onChange={keep}
      onSend={() => void send()}
      problem={problem}
    />
  )
}

import { useEffect, useMemo, useRef } from "react"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { usePeopleOnCard } from "../../hooks/usePeople.ts"

/** Tells the others that we type in a register of this card, from focus to blur. */
export function useTyping(cardId: string, key: string): { readonly onFocus: () => void; readonly onBlur: () => void } {
  const session = useBoardSession()
  const isTyping = useRef(false)
  const tell = useMemo(
    () => ({
      onFocus() {
        isTyping.current = true
        session.setPresence({ editing: `${cardId}/${key}` })
      },
      onBlur() {
        if (!isTyping.current) return
        isTyping.current = false
        session.setPresence({ editing: undefined })
      },
    }),
    [session, cardId, key],
  )
  useEffect(() => tell.onBlur, [tell])
  return tell
}

/** Names of those who type in that register now, each once. */
export function useTypists(cardId: string, key: string): readonly { readonly actor: string; readonly name: string }[] {
  const people = usePeopleOnCard(cardId).filter((person) => person.editing === `${cardId}/${key}`)
  return [...new Map(people.map((person) => [person.actor, person])).values()]
}

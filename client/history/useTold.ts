import type { Entry } from "../../shared/model/entry.ts"
import { sentenceOf, whoOf } from "../card/activity/sentence-of.ts"
import { useNamesFor } from "../card/activity/useEntryNames.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { board as boardWords } from "../words/en/board.ts"
import { history as words } from "../words/en/history.ts"

/** Sentences for entries of any card of the board, and what their cards are called. */
export function useTold() {
  const { model } = useBoardSession()
  const namesFor = useNamesFor()
  const cardOf = (entry: Entry): string | undefined => {
    const isSheet = entry.kind.startsWith("sheet.")
    const id = entry.data?.handoff ?? entry.data?.sheet ?? (isSheet ? entry.data?.id : undefined)
    return entry.card ?? (typeof id === "string" ? model.handoff(id)?.card : undefined)
  }
  const namesOf = (entry: Entry) => namesFor(model.card(cardOf(entry) ?? "") ?? {})
  return {
    cardOf,
    sentence: (entry: Entry) => sentenceOf(entry, namesOf(entry)),
    who: (entry: Entry) => whoOf(entry, namesOf(entry)),
    titleOf(card: string | undefined): string {
      if (card === undefined) return words.theBoard
      const registers = model.card(card)
      if (!registers) return words.goneCard
      return typeof registers.title === "string" && registers.title !== "" ? registers.title : boardWords.untitled
    },
  }
}

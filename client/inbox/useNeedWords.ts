import type { Need } from "../../shared/promises/needs-me.ts"
import { partOf } from "../card/activity/told.ts"
import { dueWords } from "../card/due.ts"
import { targetWords, useNames } from "../handoff/useNames.ts"
import { etaWords } from "../handoff/value-words.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useMe } from "../hooks/useBoard.ts"
import { useCardRegisters } from "../hooks/useCards.ts"
import { useHandoff } from "../hooks/useHandoffs.ts"
import { useNow } from "../hooks/useNow.ts"
import { inbox as words } from "../words/en/inbox.ts"

/** What is asked of me, as a sentence. */
export function useNeedWords({ kind, card, handoff: id, check, role, text = "", until = "" }: Need): string {
  const { model } = useBoardSession()
  const names = useNames()
  const me = useMe()
  const now = useNow()
  const registers = useCardRegisters(card)
  const handoff = useHandoff(id ?? "") ?? model.handoff(id ?? "")
  const isMine = handoff?.sender === me?.actor
  const other = isMine || kind === "late" ? (handoff?.receiver ?? handoff?.sender) : handoff?.sender
  const isToMe = handoff?.to?.kind === "person" && handoff.to.id === me?.actor
  return words.sentence(kind, {
    who: names.person(other ?? ""),
    to: isToMe ? words.you : targetWords(handoff?.to, names),
    at: etaWords(handoff?.eta ?? null),
    item: partOf(registers?.[`c:${check ?? ""}`], "text") ?? words.goneItem,
    role: names.role(role ?? ""),
    text,
    until: until === "" ? "" : dueWords(until, now).text,
  })
}

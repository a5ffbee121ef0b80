import { IconTruckDelivery } from "@tabler/icons-react"
import { useMemo } from "react"
import { cardOf, placeOf } from "../../../shared/model/card.ts"
import { comingTo } from "../../handoff/coming.ts"
import { etaWords } from "../../handoff/value-words.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useHandoffs } from "../../hooks/useHandoffs.ts"
import { handoff as words } from "../../words/en/handoff.ts"
import { openCard } from "../board-address.ts"
import classes from "./lanes.module.css"

/** What was announced to this lane, and about when: its people see it before it is theirs to accept. */
export function Coming({ lane }: { lane: string }) {
  const { model } = useBoardSession()
  const handoffs = useHandoffs()
  const coming = useMemo(() => {
    const crew = (model.lane(lane)?.crew as readonly string[] | undefined) ?? []
    return comingTo({ id: lane, crew }, handoffs, (card) => placeOf(model.card(card) ?? {})?.[0])
  }, [model, lane, handoffs])
  const [first] = coming
  if (!first) return null
  const { title } = cardOf(first.card, model.card(first.card) ?? {})
  return (
    <button type="button" className={classes.coming} title={title} onClick={() => openCard(first.card)}>
      <IconTruckDelivery size={15} aria-hidden="true" />
      <span>{words.coming(coming.length, etaWords(first.eta))}</span>
      <span className="visually-hidden">{words.comingOpen(title)}</span>
    </button>
  )
}

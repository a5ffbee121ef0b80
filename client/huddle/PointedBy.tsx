import { usePeopleOnCard } from "../hooks/usePeople.ts"
import { huddle as words } from "../words/en/huddle.ts"
import rows from "./rows.module.css"

/** Who far away looks at this card of a list at the moment: their name stands on it, in their colour. */
export function PointedBy({ card }: { card: string }) {
  const people = usePeopleOnCard(card)
  const once = people.filter(({ actor }, at) => people.findIndex((one) => one.actor === actor) === at)
  return once.map(({ actor, name, color }) => (
    <em key={actor} className={rows.pointedBy} style={{ "--person": color } as React.CSSProperties}>
      {words.looksHere(name)}
    </em>
  ))
}

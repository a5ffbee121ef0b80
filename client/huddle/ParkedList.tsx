import type { Parked } from "../../shared/huddle/huddle.ts"
import { useNames } from "../handoff/useNames.ts"
import { huddle as words } from "../words/en/huddle.ts"
import { CardName } from "./CardName.tsx"
import rows from "./rows.module.css"

/** What is talked about later, and who talks. */
export function ParkedList({ parked }: { parked: readonly Parked[] }) {
  const names = useNames()
  if (parked.length === 0) return null
  return (
    <section aria-label={words.parked}>
      <h2>{words.parked}</h2>
      <ul className={rows.rows}>
        {parked.map((one) => (
          <li key={one.card}>
            <p>
              <CardName card={one.card} />
              <span>{words.parkedWith(one.with.map(names.person))}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

import type { HuddleAction } from "../../../shared/huddle/huddle.ts"
import type { HuddleRecord, RecordedAction } from "../../../shared/huddle/record.ts"
import { dueText } from "../../card/due.ts"
import { useNames } from "../../handoff/useNames.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useCard } from "../../hooks/useCards.ts"
import { board as boardWords } from "../../words/en/board.ts"
import { huddle as words } from "../../words/en/huddle.ts"
import { digits } from "../time-left.ts"
import { useActions } from "../useHuddle.ts"
import { cardAddressOn } from "./card-address.ts"
import classes from "./record.module.css"
import { StepBars } from "./StepBars.tsx"

export function RecordBody({ record }: { record: HuddleRecord }) {
  const names = useNames()
  return (
    <>
      <p className={classes.when}>
        {words.recordWhen(record.startedAt, record.endedAt)} · {words.recordBy(record.drivers.map(names.person))}
      </p>
      <section aria-label={words.decisions}>
        <h2>{words.decisions}</h2>
        {record.decisions.length === 0 && <p>{words.noDecisions}</p>}
        <ol>
          {record.decisions.map(({ seq, text, by, card }) => (
            <li key={seq}>
              {text || words.erased} <small>{names.person(by)}</small> {card !== null && <CardLink card={card} />}
            </li>
          ))}
        </ol>
      </section>
      <section aria-label={words.actions}>
        <h2>{words.actions}</h2>
        {record.actions.length === 0 ? <p>{words.noActions}</p> : <Actions actions={record.actions} />}
      </section>
      {record.escalated.length > 0 && <FurtherUp escalated={record.escalated} />}
      <div className={classes.columns}>
        <WhoWasThere record={record} />
        <section aria-label={words.minutes}>
          <h2>{words.minutes}</h2>
          <StepBars steps={record.steps} />
        </section>
      </div>
      <div className={classes.columns}>
        <section aria-label={words.covered}>
          <h2>{words.covered}</h2>
          {record.covered.length === 0 && <p>{words.noneCovered}</p>}
          <ul>
            {record.covered.map(({ card, ms }) => (
              <li key={card}>
                <CardLink card={card} /> <small>{words.coveredFor(digits(ms))}</small>
              </li>
            ))}
          </ul>
        </section>
        {record.parked.length > 0 && (
          <section aria-label={words.parked}>
            <h2>{words.parked}</h2>
            <ul>
              {record.parked.map((one) => (
                <li key={one.card}>
                  <CardLink card={one.card} /> <small>{words.parkedWith(one.with.map(names.person))}</small>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </>
  )
}

function CardLink({ card: id }: { card: string }) {
  const { boardId } = useBoardSession()
  const card = useCard(id)
  if (!card) return <span>{words.gone}</span>
  return <a href={cardAddressOn(boardId, id)}>{card.title || boardWords.untitled}</a>
}

/** For those to whom it is taken: what, who asked, and why the crew does not settle it alone. */
function FurtherUp({ escalated }: { escalated: HuddleRecord["escalated"] }) {
  const names = useNames()
  return (
    <section aria-label={words.furtherUp}>
      <h2>{words.furtherUp}</h2>
      <ul>
        {escalated.map(({ seq, text, reason, person, due, card }) => (
          <li key={seq}>
            <strong>{text || words.erased}</strong>
            {reason !== "" && `: ${reason}`}{" "}
            <small>
              {names.person(person)}, {dueText(due)}
            </small>{" "}
            {card !== null && <CardLink card={card} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What ended long ago is not kept at hand, and whether it was done or dropped is not known here. */
const stateWords = (action: HuddleAction | undefined) =>
  action === undefined ? words.actionEnded : words.actionState[action.state]

/** Who and when were agreed then; how it stands is how it stands now. */
function Actions({ actions }: { actions: readonly RecordedAction[] }) {
  const names = useNames()
  const known = useActions()
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.what}</th>
          <th scope="col">{words.person}</th>
          <th scope="col">{words.due}</th>
          <th scope="col">{words.state}</th>
        </tr>
      </thead>
      <tbody>
        {actions.map(({ seq, text, card, person, due }) => (
          <tr key={seq}>
            <td>
              {text || words.erased} {card !== null && <CardLink card={card} />}
            </td>
            <td>{names.person(person)}</td>
            <td>{dueText(due)}</td>
            <td>{stateWords(known.find((one) => one.seq === seq))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function WhoWasThere({ record: { roll, people } }: { record: HuddleRecord }) {
  const names = useNames()
  return (
    <section aria-label={words.whoWasThere}>
      <h2>{words.whoWasThere}</h2>
      <p>{people.map(names.person).join(", ")}</p>
      {roll.length === 0 && <p>{words.nobodyCalled}</p>}
      <ul>
        {roll.map(({ role, state, person }) => (
          <li key={role}>
            {names.role(role)}: {words.rolls[state]}
            {person !== null && ` ${words.representedBy(names.person(person))}`}
          </li>
        ))}
      </ul>
    </section>
  )
}

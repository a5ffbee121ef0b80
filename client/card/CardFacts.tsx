import { type ReactNode, useId } from "react"
import { LIMITS } from "../../shared/limits.ts"
import type { Registers } from "../../shared/model/board-view.ts"
import type { Card } from "../../shared/model/card.ts"
import { WhyHere } from "../history/WhyHere.tsx"
import { useFields } from "../hooks/useBoard.ts"
import { card as words } from "../words/en/card.ts"
import classes from "./card-panel.module.css"
import { setNext } from "./edits.ts"
import { AccountableField } from "./fields/AccountableField.tsx"
import { BlockedField } from "./fields/BlockedField.tsx"
import { CrewFields } from "./fields/CrewFields.tsx"
import { CustomField } from "./fields/CustomField.tsx"
import { DueField } from "./fields/DueField.tsx"
import { EditableText } from "./fields/EditableText.tsx"
import { LabelsField } from "./fields/LabelsField.tsx"
import { LaneField } from "./fields/LaneField.tsx"
import { RecordLinks } from "./fields/RecordLinks.tsx"
import { SeverityField } from "./fields/SeverityField.tsx"
import { useCardEdits } from "./useCardEdits.ts"

/** The short facts of the card: the four that the board is for first, then what else the team keeps. */
export function CardFacts({ card, registers }: { card: Card; registers: Registers }) {
  const { canEdit, edit } = useCardEdits(card.id)
  const fields = useFields()
  const id = useId()
  return (
    <section className={classes.facts} aria-label={words.facts}>
      <Fact name={words.accountable}>
        <AccountableField cardId={card.id} />
      </Fact>
      <Fact name={words.next}>
        <EditableText
          cardId={card.id}
          register="next"
          value={card.next}
          label={words.next}
          placeholder={canEdit ? words.nextPlaceholder : words.none}
          maxLength={LIMITS.lineChars}
          readOnly={!canEdit}
          onCommit={(next) => edit((edited) => setNext(edited, next))}
        />
      </Fact>
      <Fact name={words.lane} htmlFor={`${id}-lane`}>
        <LaneField card={card} id={`${id}-lane`} />
        <WhyHere registers={registers} />
      </Fact>
      <Fact name={words.severity}>
        <SeverityField card={card} />
      </Fact>
      <Fact name={words.due} htmlFor={`${id}-due`}>
        <DueField card={card} id={`${id}-due`} />
      </Fact>
      <Fact name={words.blocked}>
        <BlockedField card={card} />
      </Fact>
      <Fact name={words.labels}>
        <LabelsField card={card} />
      </Fact>
      <Fact name={words.crew}>
        <CrewFields card={card} />
      </Fact>
      {fields.map((field) => (
        <Fact key={field.id} name={field.name} htmlFor={field.type === "text" ? undefined : `${id}-${field.id}`}>
          <CustomField card={card} field={field} id={`${id}-${field.id}`} />
        </Fact>
      ))}
      <Fact name={words.records}>
        <RecordLinks cardId={card.id} registers={registers} />
      </Fact>
    </section>
  )
}

function Fact({ name, htmlFor, children }: { name: string; htmlFor?: string | undefined; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      {htmlFor ? (
        <label className={classes.factName} htmlFor={htmlFor}>
          {name}
        </label>
      ) : (
        <span className={classes.factName}>{name}</span>
      )}
      <div className={classes.factValue}>{children}</div>
    </div>
  )
}

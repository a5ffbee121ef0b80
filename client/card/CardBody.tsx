import { Button } from "@mantine/core"
import { LIMITS } from "../../shared/limits.ts"
import type { Registers } from "../../shared/model/board-view.ts"
import { cardOf } from "../../shared/model/card.ts"
import { HandoffSection } from "../handoff/HandoffSection.tsx"
import { useHandoffFirst } from "../handoff/useHandoffFirst.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useExternal } from "../hooks/useExternal.ts"
import { CardActions } from "../huddle/CardActions.tsx"
import { card as words } from "../words/en/card.ts"
import { damage } from "../words/en/unreadable.ts"
import { Activity } from "./activity/Activity.tsx"
import { CardFacts } from "./CardFacts.tsx"
import classes from "./card-panel.module.css"
import { Checklists } from "./checklists/Checklists.tsx"
import { Comments } from "./comments/Comments.tsx"
import { Description } from "./description/Description.tsx"
import { restore, setTitle } from "./edits.ts"
import { EditableText } from "./fields/EditableText.tsx"
import { useCardEdits } from "./useCardEdits.ts"

export function CardBody({ cardId, registers }: { cardId: string; registers: Registers }) {
  const { canEdit, edit } = useCardEdits(cardId)
  const card = cardOf(cardId, registers)
  const isDamaged = useExternal(useBoardSession().damage) !== undefined
  const isHandoffFirst = useHandoffFirst(cardId)
  return (
    <div className={classes.body}>
      {card.archived && (
        <div className={classes.banner}>
          <p>{words.archived}</p>
          {canEdit && (
            <Button size="compact-sm" variant="default" onClick={() => edit(restore)}>
              {words.restore}
            </Button>
          )}
        </div>
      )}
      {!canEdit && <p className={classes.reading}>{isDamaged ? damage.card : words.readOnly}</p>}
      <h2 className={classes.title}>
        <EditableText
          cardId={cardId}
          register="title"
          value={card.title}
          label={words.title}
          placeholder={words.untitled}
          maxLength={LIMITS.titleChars}
          readOnly={!canEdit}
          isRequired
          onCommit={(title) => edit((edited) => setTitle(edited, title))}
        />
      </h2>
      {isHandoffFirst && <HandoffSection cardId={cardId} />}
      <CardFacts card={card} registers={registers} />
      {!isHandoffFirst && <HandoffSection cardId={cardId} />}
      <CardActions cardId={cardId} />
      <Description cardId={cardId} />
      <Checklists cardId={cardId} registers={registers} />
      <Comments cardId={cardId} />
      <Activity cardId={cardId} registers={registers} />
    </div>
  )
}

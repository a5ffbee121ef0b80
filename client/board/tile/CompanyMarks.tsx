import { Avatar, AvatarGroup } from "../../ui/Avatar.tsx"
import { board as words } from "../../words/en/board.ts"
import type { Company } from "./card-company.ts"
import classes from "./tile.module.css"

/** Who else is at this card right now, and who has just put it here. */
export function CompanyMarks({ company, movedBy }: { company: Company; movedBy: string | undefined }) {
  const { looking, typing, dragging } = company
  const flag = dragging
    ? { who: dragging, text: words.dragging(dragging.name) }
    : typing
      ? { who: typing, text: words.typing(typing.name) }
      : undefined
  return (
    <>
      {looking.length > 0 && (
        <div className={classes.looking}>
          <AvatarGroup people={looking} max={4} size={20} label={words.looking(looking.map(({ name }) => name))} />
        </div>
      )}
      {flag ? (
        <span className={classes.flag}>
          <Avatar {...flag.who} size={16} decorative />
          {flag.text}
        </span>
      ) : (
        movedBy !== undefined && <span className={classes.flag}>{words.movedBy(movedBy)}</span>
      )}
    </>
  )
}

import { Anchor } from "@mantine/core"
import { IconFileBroken } from "@tabler/icons-react"
import type { Unreadable } from "../../shared/model/readable.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useExternal } from "../hooks/useExternal.ts"
import { useModel } from "../hooks/useModel.ts"
import type { ReadModel } from "../sync/board-session.ts"
import { unreadable as words } from "../words/en/unreadable.ts"
import classes from "./board.module.css"
import { openCard } from "./board-address.ts"
import { useBoardActions } from "./useBoardUi.ts"

/** Records that are stored and cannot be read: how many, which, and what to do; the board works without them. */
export function UnreadableNotice() {
  const found = useModel("unreadable", (model) => model.unreadable())
  // Where whole records are missing nothing can be written again: that is said instead.
  const isDamaged = useExternal(useBoardSession().damage) !== undefined
  if (found.length === 0 || isDamaged) return null
  return (
    <section className={classes.banner} data-tone="critical" aria-label={words.label}>
      <span aria-hidden="true">
        <IconFileBroken size={17} />
      </span>
      <details>
        <summary>{words.count(found.length)}</summary>
        <ul>
          {found.map((one) => (
            <Line key={`${one.root}/${one.id}`} one={one} />
          ))}
        </ul>
        <p>{words.whatToDo}</p>
      </details>
    </section>
  )
}

function Line({ one }: { one: Unreadable }) {
  const name = useModel("view", (model) => nameOf(model, one))
  const actions = useBoardActions()
  const isCard = one.root === "cards" && one.keys.length > 0
  return (
    <li>
      {isCard ? (
        <Anchor component="button" type="button" fz="inherit" onClick={() => openCard(one.id)}>
          {words.things.cards(actions.titleOf(one.id))}
        </Anchor>
      ) : (
        words.things[one.root](name)
      )}
      : {one.keys.length === 0 ? words.whole : words.parts(one.keys)}
    </li>
  )
}

function nameOf(model: ReadModel, { root, id }: Unreadable): string {
  const name = root === "lanes" ? model.lane(id)?.name : root === "cards" ? model.card(id)?.title : undefined
  return typeof name === "string" ? name : ""
}

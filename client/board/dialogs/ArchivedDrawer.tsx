import { Button, TextInput } from "@mantine/core"
import { IconArchive, IconSearch } from "@tabler/icons-react"
import { useState } from "react"
import { placeOf } from "../../../shared/model/card.ts"
import { useBoardView } from "../../hooks/useBoard.ts"
import { EmptyState } from "../../ui/EmptyState.tsx"
import { board as words } from "../../words/en/board.ts"
import { common } from "../../words/en/common.ts"
import { useBoardActions, useBoardUi } from "../useBoardUi.ts"
import { useCanArrange, useCanEdit } from "../useCanEdit.ts"
import { type ArchivedThing, archivedIn } from "./archived.ts"
import { BoardDrawer } from "./BoardDrawer.tsx"
import classes from "./dialogs.module.css"

const MOST = 100

/** What was put away, with the way back. */
export function ArchivedDrawer({ onClose }: { onClose: () => void }) {
  const ui = useBoardUi()
  const actions = useBoardActions()
  const view = useBoardView()
  const canEdit = useCanEdit()
  const canArrange = useCanArrange()
  const [text, setText] = useState("")
  const { cards, lanes } = archivedIn(view, text)
  const restoreCard = (id: string, name: string) => {
    if (actions.restoreCard(id)) ui.say(words.restoredCard(name))
  }
  const restoreLane = (id: string, name: string) => {
    if (actions.restoreLane(id)) ui.say(words.restoredCard(name))
  }
  return (
    <BoardDrawer title={words.archivedTitle} onClose={onClose}>
      <TextInput
        type="search"
        aria-label={words.archivedSearch}
        placeholder={words.archivedSearch}
        leftSection={<IconSearch size={15} aria-hidden="true" />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {cards.length + lanes.length === 0 && (
        <EmptyState icon={<IconArchive size={36} stroke={1.4} />} title={words.nothingArchived} />
      )}
      <List title={words.archivedLanes} things={lanes} onRestore={canArrange ? restoreLane : undefined} />
      <List
        title={words.archivedCards}
        things={cards}
        onRestore={canEdit ? restoreCard : undefined}
        hintOf={({ id }) => words.wasIn(actions.laneName(placeOf(view.cards.get(id) ?? {})?.[0] ?? ""))}
      />
    </BoardDrawer>
  )
}

interface ListProps {
  readonly title: string
  readonly things: readonly ArchivedThing[]
  readonly onRestore: ((id: string, name: string) => void) | undefined
  readonly hintOf?: (thing: ArchivedThing) => string
}

function List({ title, things, onRestore, hintOf }: ListProps) {
  if (things.length === 0) return null
  return (
    <section className={classes.archived} aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {things.slice(0, MOST).map((thing) => (
          <li key={thing.id}>
            <span>
              {thing.name || words.untitled}
              {hintOf && <small>{hintOf(thing)}</small>}
            </span>
            {onRestore && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={words.restoreThing(thing.name || words.untitled)}
                onClick={() => onRestore(thing.id, thing.name)}
              >
                {common.restore}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {things.length > MOST && <p>{words.moreArchived(things.length - MOST)}</p>}
    </section>
  )
}

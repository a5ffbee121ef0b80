import { NativeSelect, Select } from "@mantine/core"
import type { Entry } from "../../shared/model/entry.ts"
import { useBoardView } from "../hooks/useBoard.ts"
import { personName, usePeopleDirectory } from "../hooks/usePeopleDirectory.ts"
import { board as boardWords } from "../words/en/board.ts"
import { history as words } from "../words/en/history.ts"
import classes from "./history.module.css"
import { KIND_GROUPS, type KindGroup, kindGroupOf } from "./kinds.ts"

/** What is looked for; an empty word stands for anything. */
export interface HistoryWish {
  readonly person: string
  readonly card: string
  readonly kind: KindGroup | ""
}
export const NO_WISH: HistoryWish = { person: "", card: "", kind: "" }

/** The card is asked of the server, so it is not asked again here. */
export const isWished = (entry: Entry, { person, kind }: HistoryWish): boolean =>
  (person === "" || entry.actor === person) && (kind === "" || kindGroupOf(entry.kind) === kind)

interface HistoryFilterProps {
  readonly wish: HistoryWish
  readonly onWish: (wish: HistoryWish) => void
  readonly entries: readonly Entry[]
}

export function HistoryFilter({ wish, onWish, entries }: HistoryFilterProps) {
  const people = usePeopleDirectory()
  const view = useBoardView()
  const actors = new Set([...people.keys(), ...entries.map(({ actor }) => actor)])
  const persons = [...actors].map((actor) => ({ value: actor, label: personName(people, actor) }))
  const cards = [...view.cards].map(([value, { title }]) => ({ value, label: String(title || boardWords.untitled) }))
  return (
    <div className={classes.filter}>
      <NativeSelect
        label={words.person}
        value={wish.person}
        data={[{ value: "", label: words.anybody }, ...persons]}
        onChange={(event) => onWish({ ...wish, person: event.currentTarget.value })}
      />
      <NativeSelect
        label={words.kind}
        value={wish.kind}
        data={[
          { value: "", label: words.anything },
          ...KIND_GROUPS.map((kind) => ({ value: kind, label: words.kinds[kind] })),
        ]}
        onChange={(event) => onWish({ ...wish, kind: event.currentTarget.value as KindGroup | "" })}
      />
      <Select
        className={classes.wideChoice ?? ""}
        label={words.card}
        placeholder={words.anyCard}
        searchable
        clearable
        limit={50}
        value={wish.card === "" ? null : wish.card}
        data={cards}
        onChange={(card) => onWish({ ...wish, card: card ?? "" })}
      />
    </div>
  )
}

import { NativeSelect, Select } from "@mantine/core"
import { KIND_GROUPS, type KindGroup } from "../../shared/model/kind-groups.ts"
import { useBoardView } from "../hooks/useBoard.ts"
import { personName, usePeopleDirectory } from "../hooks/usePeopleDirectory.ts"
import { board as boardWords } from "../words/en/board.ts"
import { history as words } from "../words/en/history.ts"
import classes from "./history.module.css"

/** What is looked for; an empty word stands for anything. */
export interface HistoryWish {
  readonly person: string
  readonly card: string
  readonly kind: KindGroup | ""
}
export const NO_WISH: HistoryWish = { person: "", card: "", kind: "" }

interface HistoryFilterProps {
  readonly wish: HistoryWish
  readonly onWish: (wish: HistoryWish) => void
}

export function HistoryFilter({ wish, onWish }: HistoryFilterProps) {
  const people = usePeopleDirectory()
  const view = useBoardView()
  // The clock of the board does things too.
  const actors = new Set([...people.keys(), "system"])
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

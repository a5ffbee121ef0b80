import { ActionIcon, Button, CloseButton, Select, TextInput } from "@mantine/core"
import { IconSearch, IconX } from "@tabler/icons-react"
import { useEffect, useRef } from "react"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useLabels } from "../../hooks/useBoard.ts"
import { useExternal } from "../../hooks/useExternal.ts"
import { useLaneIds } from "../../hooks/useLanes.ts"
import { usePeopleDirectory } from "../../hooks/usePeopleDirectory.ts"
import { board as words } from "../../words/en/board.ts"
import { handOverMany } from "../../words/en/hand-over-many.ts"
import classes from "../board.module.css"
import { setFilter, useFilter } from "../board-address.ts"
import { useBoardActions, useBoardUi } from "../useBoardUi.ts"
import { useCanEdit } from "../useCanEdit.ts"
import { type Filter, isFiltering, NO_FILTER } from "./filter.ts"

/** Search and filter, shown when asked for or when the address has one. */
export function FilterBar() {
  const ui = useBoardUi()
  const filter = useFilter()
  const isOpen = useExternal(ui.isFilterOpen)
  const searching = useExternal(ui.searching)
  if (!isOpen && searching === 0 && !isFiltering(filter)) return null
  return <OpenBar filter={filter} />
}

function OpenBar({ filter }: { filter: Filter }) {
  const ui = useBoardUi()
  const put = (part: Partial<Filter>) => setFilter({ ...filter, ...part })
  const close = () => {
    setFilter(NO_FILTER)
    ui.searching.set(0)
    ui.isFilterOpen.set(false)
  }
  return (
    <search className={classes.filterBar}>
      <SearchField text={filter.text} onText={(text) => put({ text })} onClose={close} />
      <Choices filter={filter} put={put} />
      <Flag isOn={filter.overdue} label={words.overdueOnly} onToggle={(overdue) => put({ overdue })} />
      <Flag isOn={filter.blocked} label={words.blockedOnly} onToggle={(blocked) => put({ blocked })} />
      <Flag isOn={filter.unclaimed} label={words.unclaimedOnly} onToggle={(unclaimed) => put({ unclaimed })} />
      <Shown />
      <HandOverShown />
      {isFiltering(filter) && (
        <Button
          size="compact-sm"
          variant="subtle"
          className={classes.filterClear ?? ""}
          onClick={() => setFilter(NO_FILTER)}
        >
          {words.clearFilter}
        </Button>
      )}
      <CloseButton aria-label={words.closeFilter} onClick={close} className={classes.filterClose ?? ""} />
    </search>
  )
}

interface SearchFieldProps {
  readonly text: string
  readonly onText: (text: string) => void
  readonly onClose: () => void
}

function SearchField({ text, onText, onClose }: SearchFieldProps) {
  const ui = useBoardUi()
  const searching = useExternal(ui.searching)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (searching > 0) field.current?.select()
    field.current?.focus()
  }, [searching])
  return (
    <TextInput
      ref={field}
      className={classes.search ?? ""}
      size="xs"
      type="search"
      aria-label={words.search}
      placeholder={words.searchPlaceholder}
      leftSection={<IconSearch size={15} aria-hidden="true" />}
      rightSection={
        text === "" ? undefined : (
          <ActionIcon variant="subtle" color="gray" size={22} aria-label={words.clearFilter} onClick={() => onText("")}>
            <IconX size={14} aria-hidden="true" />
          </ActionIcon>
        )
      }
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return
        event.stopPropagation()
        if (text === "") onClose()
        else onText("")
      }}
    />
  )
}

function Choices({ filter, put }: { filter: Filter; put: (part: Partial<Filter>) => void }) {
  const actions = useBoardActions()
  const people = usePeopleDirectory()
  const labels = useLabels()
  const lanes = useLaneIds()
  const choice = (
    key: "person" | "label" | "lane",
    name: string,
    any: string,
    data: { value: string; label: string }[],
  ) => (
    <Select
      className={classes.choice ?? ""}
      size="xs"
      aria-label={name}
      placeholder={any}
      data={data}
      value={filter[key] === "" ? null : filter[key]}
      onChange={(value) => put({ [key]: value ?? "" })}
      clearable
      searchable={data.length > 8}
    />
  )
  const persons = [...people.values()].map(({ actor, name }) => ({ value: actor, label: name }))
  return (
    <>
      {choice("person", words.person, words.anyPerson, persons)}
      {labels.length > 0 &&
        choice(
          "label",
          words.label,
          words.anyLabel,
          labels.map(({ id, name }) => ({ value: id, label: name })),
        )}
      {choice(
        "lane",
        words.moveLane,
        words.anyLane,
        lanes.map((id) => ({ value: id, label: actions.laneName(id) })),
      )}
    </>
  )
}

function Flag({ isOn, label, onToggle }: { isOn: boolean; label: string; onToggle: (isOn: boolean) => void }) {
  return (
    <button type="button" className={classes.flag} aria-pressed={isOn} onClick={() => onToggle(!isOn)}>
      {label}
    </button>
  )
}

/** "12 of 80", read out as it changes. */
function Shown() {
  const session = useBoardSession()
  const ui = useBoardUi()
  const matched = useExternal(ui.matched)
  if (!matched) return null
  const all = ["", ...session.model.laneIds()].reduce((sum, lane) => sum + session.model.cardIds(lane).length, 0)
  return (
    <span className={classes.shown} role="status" aria-live="polite" title={words.shownLong(matched.size, all)}>
      <span aria-hidden="true">{words.shown(matched.size, all)}</span>
      <span className="visually-hidden">{words.shownLong(matched.size, all)}</span>
      {matched.size === 0 && <span className={classes.nothing}>{words.nothingFound}</span>}
    </span>
  )
}

/** What the filter shows, handed over at once: somebody's cards, one label, one lane. */
function HandOverShown() {
  const ui = useBoardUi()
  const matched = useExternal(ui.matched)
  if (!useCanEdit() || !matched || matched.size === 0) return null
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      onClick={() => ui.dialog.set({ kind: "hand-over-many", scope: { kind: "cards", cards: [...matched] } })}
    >
      {handOverMany.shown(matched.size)}
    </Button>
  )
}

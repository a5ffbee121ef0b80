/** Writes a decision or an action down. Who and when are read out of the words as they are typed, and can be set by hand. */
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core"
import { type FormEvent, type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react"
import { nextHuddleAt } from "../../shared/huddle/agenda.ts"
import type { Huddle } from "../../shared/huddle/huddle.ts"
import { LIMITS } from "../../shared/limits.ts"
import { DAY_MS } from "../../shared/time.ts"
import { dueFromParts, duePartsOf, localDate } from "../card/due.ts"
import { useIsOffline } from "../handoff/useHandoffAsk.ts"
import { useNames } from "../handoff/useNames.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useCard } from "../hooks/useCards.ts"
import { useExternal } from "../hooks/useExternal.ts"
import { useIsSharedScreen } from "../hooks/useMayAsk.ts"
import { usePeopleDirectory } from "../hooks/usePeopleDirectory.ts"
import { toast } from "../ui/toast.ts"
import { board as boardWords } from "../words/en/board.ts"
import { common } from "../words/en/common.ts"
import { huddle as words } from "../words/en/huddle.ts"
import classes from "./huddle.module.css"
import type { LineDraft } from "./huddle-ui.ts"
import { filled, type LineState, lineProblems, startLine } from "./line-state.ts"
import { useHuddleUi } from "./useHuddle.ts"
import { useSteering } from "./useSteering.ts"

export function LineForm({ huddle }: { huddle: Huddle }) {
  const draft = useExternal(useHuddleUi().line)
  return draft === undefined ? null : <Opened key={`${huddle.id}${draft.kind}${draft.text}`} draft={draft} />
}

function Opened({ draft }: { draft: LineDraft }) {
  const session = useBoardSession()
  const ui = useHuddleUi()
  const steering = useSteering()
  const names = useNames()
  const isOffline = useIsOffline()
  const isShared = useIsSharedScreen()
  const people = usePeopleWhoAct()
  const back = useRef(document.activeElement)
  const [line, setLine] = useState<LineState>(() =>
    startLine(draft, {
      people,
      now: session.now(),
      person: draft.card === null ? null : (session.model.promise(draft.card)?.accountable ?? null),
      due: localDate(new Date(nextHuddleAt(session.model.meta(), session.now()) ?? session.now() + DAY_MS)),
    }),
  )
  const [isTried, setTried] = useState(false)
  const isAction = draft.kind === "action"
  const problems = isTried ? lineProblems(draft.kind, line) : {}
  const close = () => {
    ui.line.set(undefined)
    if (back.current instanceof HTMLElement && back.current.isConnected) back.current.focus({ preventScroll: true })
  }
  const keep = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(lineProblems(draft.kind, line)).length > 0) return
    const said = steering.say(filled(draft, line))
    if (isOffline) toast.say(words.waitsOffline)
    else if (!(await said)) return
    // On a shared screen whoever signed has just been told that it is done.
    else if (!isShared) toast.say(isAction ? words.keptAction(names.person(line.person)) : words.keptDecision)
    close()
  }
  return (
    <form
      className={classes.line}
      aria-label={isAction ? words.newAction : words.newDecision}
      onSubmit={(event) => void keep(event)}
      onKeyDown={(event) => leave(event, close)}
      noValidate
    >
      <Words
        kind={draft.kind}
        line={line}
        error={problems.text}
        onChange={(text) => setLine((now) => now.read(text, people, session.now()))}
      />
      {isAction && (
        <>
          <NativeSelect
            label={words.whoDoes}
            value={line.person}
            error={problems.person}
            data={[{ value: "", label: "" }, ...people.map(({ actor, name }) => ({ value: actor, label: name }))]}
            onChange={(event) => setLine(line.with({ person: event.currentTarget.value }))}
          />
          <DueFields line={line} error={problems.due} onChange={setLine} />
        </>
      )}
      <About card={draft.card} line={line} onChange={setLine} />
      <div className={classes.lineButtons}>
        <Button type="submit">{isAction ? words.keepAction : words.keepDecision}</Button>
        <Button variant="default" onClick={close}>
          {common.cancel}
        </Button>
      </div>
    </form>
  )
}

/** Whoever may give their word on this board. */
function usePeopleWhoAct() {
  const people = usePeopleDirectory()
  return useMemo(() => [...people.values()].filter(({ role }) => role === "lead" || role === "member"), [people])
}

interface WordsProps {
  readonly kind: LineDraft["kind"]
  readonly line: LineState
  readonly error: string | undefined
  readonly onChange: (text: string) => void
}

function Words({ kind, line, error, onChange }: WordsProps) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <TextInput
      ref={field}
      className={classes.lineWords ?? ""}
      label={kind === "action" ? words.actionWords : words.decisionWords}
      {...(kind === "action" ? { description: words.lineHint } : {})}
      value={line.words}
      error={error}
      maxLength={LIMITS.lineChars}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function DueFields({
  line,
  error,
  onChange,
}: {
  line: LineState
  error: string | undefined
  onChange: (line: LineState) => void
}) {
  const { date, time } = duePartsOf(line.due)
  const set = (parts: { date: string; time: string }) => onChange(line.with({ due: dueFromParts(parts) ?? "" }))
  return (
    <>
      <TextInput
        type="date"
        label={words.byDay}
        value={date}
        error={error}
        onChange={(event) => set({ date: event.currentTarget.value, time })}
      />
      <TextInput
        type="time"
        label={words.byTime}
        value={time}
        onChange={(event) => set({ date, time: event.currentTarget.value })}
      />
    </>
  )
}

function About({
  card: id,
  line,
  onChange,
}: {
  card: string | null
  line: LineState
  onChange: (line: LineState) => void
}) {
  const card = useCard(id ?? "")
  if (!card) return null
  return (
    <Checkbox
      className={classes.lineAbout ?? ""}
      label={words.aboutCard(card.title || boardWords.untitled)}
      checked={line.isAboutCard}
      onChange={(event) => onChange(line.with({ isAboutCard: event.currentTarget.checked }))}
    />
  )
}

function leave(event: KeyboardEvent, close: () => void): void {
  if (event.key !== "Escape" || event.nativeEvent.isComposing) return
  event.preventDefault()
  event.stopPropagation()
  close()
}

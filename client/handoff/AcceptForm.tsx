import { Button } from "@mantine/core"
import { useEffect, useState } from "react"
import type { Handoff } from "../../shared/handoff/handoff.ts"
import { hasAnswered, receiverFields, saidTo } from "../../shared/handoff/receiver-answers.ts"
import type { SheetField } from "../../shared/handoff/template.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { handoff as words } from "../words/en/handoff.ts"
import { AnswerFields } from "./AnswerFields.tsx"
import { stillNeeded } from "./accept-check.ts"
import { BriefView } from "./BriefView.tsx"
import { Changes, type ReadBrief, useChanges } from "./Changes.tsx"
import { ChannelPick } from "./ChannelPick.tsx"
import classes from "./handoff.module.css"
import { ReadBackArea } from "./ReadBackArea.tsx"
import type { LiveSheet } from "./useBrief.ts"
import { useHandoffAsk, useIsOffline, useWaiting } from "./useHandoffAsk.ts"
import { type OwnReadDraft, useReadDraft } from "./useReadDraft.ts"

interface AcceptFormProps {
  readonly handoff: Handoff
  readonly sheet: LiveSheet
}

/**
 * The receiver's side: read, ask, tick, say it back, take it. What is accepted is the version that was read: when it changed
 * meanwhile the differences stand here first, and one tap accepts them.
 */
export function AcceptForm({ handoff, sheet }: AcceptFormProps) {
  const own = useReadDraft(handoff.id)
  const { draft, keep } = own
  const now: ReadBrief = { version: handoff.version, severity: sheet.severity, brief: sheet.brief }
  useFirstRead(own, now, sheet.isWhole)
  const changes = useChanges(draft.read, now, sheet.template)
  const isStale = draft.read !== undefined && draft.read.version !== handoff.version && changes.length > 0
  const channel = draft.channel ?? (handoff.level === "ack" ? "written" : undefined)
  const asked = receiverFields(sheet.template)
  const needed = stillNeeded(handoff, sheet, { ...draft, channel })
  const hasWritten = draft.readBack !== "" || hasAnswered(asked, draft.answers)
  const onTick = (id: string, isOn: boolean) => {
    const ticked = new Set(draft.ticked)
    if (isOn) ticked.add(id)
    else ticked.delete(id)
    keep({ ticked })
  }
  return (
    <>
      <BriefView
        {...{ handoff, sheet }}
        mayAsk
        changed={new Set(isStale ? changes.map(({ key }) => key) : [])}
        ticks={handoff.level === "ack" ? undefined : { ticked: draft.ticked, onTick }}
      />
      <div className={classes.accept}>
        {isStale && (
          <div className={classes.stale} role="alert">
            <p>
              <strong>{words.changedSinceRead(changes.length)}</strong> {hasWritten && words.keptText}
            </p>
            <Changes changes={changes} />
            <Button size="compact-sm" variant="default" onClick={() => keep({ read: now })}>
              {words.haveRead}
            </Button>
          </div>
        )}
        <AnswerFields
          fields={asked}
          answers={draft.answers}
          onAnswer={(key, text) => keep({ answers: { ...draft.answers, [key]: text } })}
        />
        {handoff.level !== "ack" && (
          <ReadBackArea value={draft.readBack} brief={sheet.brief} onChange={(readBack) => keep({ readBack })} />
        )}
        <ChannelPick value={channel} onChoose={(chosen) => keep({ channel: chosen })} />
        {channel === "written" && handoff.severity !== "routine" && <p className={classes.warning}>{words.written}</p>}
        <AcceptButton {...{ handoff, own, now, asked, needed, isStale, channel }} isReady={sheet.isWhole} />
      </div>
    </>
  )
}

/** The version that is on the screen when the brief is whole is the one that is being read. */
function useFirstRead({ draft, keep }: OwnReadDraft, now: ReadBrief, isWhole: boolean): void {
  const isFirst = isWhole && draft.read === undefined
  useEffect(() => {
    if (isFirst) keep({ read: now })
  })
}

interface AcceptButtonProps {
  readonly handoff: Handoff
  readonly own: OwnReadDraft
  readonly now: ReadBrief
  readonly asked: readonly SheetField[]
  readonly needed: readonly string[]
  readonly isStale: boolean
  readonly channel: OwnReadDraft["draft"]["channel"]
  readonly isReady: boolean
}

function AcceptButton({ handoff, own, now, asked, needed, isStale, channel, isReady }: AcceptButtonProps) {
  const session = useBoardSession()
  const { ask, problem, no } = useHandoffAsk()
  const isOffline = useIsOffline()
  const waiting = useWaiting(handoff.id)
  const { draft, keep, forget } = own
  const isSettled = useSettled(isStale)
  const accept = async () => {
    if (channel === undefined) return
    const askedAt = session.now()
    keep(isStale ? { askedAt, read: now } : { askedAt })
    const answer = await ask({
      kind: "handoff.accept",
      handoff: handoff.id,
      // With the differences on the screen, one tap accepts them.
      version: now.version,
      channel,
      ticked: [...draft.ticked],
      ...(handoff.level === "ack" ? {} : { readBack: draft.readBack.trim() }),
      ...(asked.length === 0 ? {} : { answers: saidTo(asked, draft.answers) }),
      ...(isOffline ? { claimedAt: Math.round(askedAt) } : {}),
    })
    // A no keeps what was written; a yes has it in the ledger.
    if (answer.ok) forget()
  }
  // The differences say it better than the sentence.
  const said = no?.code === "refused" && no.rule === "H8" && isStale ? "" : problem
  return (
    <>
      <div className={classes.buttons}>
        <Button
          disabled={needed.length > 0 || waiting !== undefined || !isReady || !isSettled}
          onClick={() => void accept()}
        >
          {isStale ? words.acceptChanged : words.acceptLong}
        </Button>
        {needed.length > 0 && <span className={classes.quiet}>{words.beforeAccept(needed)}</span>}
      </div>
      <p role="status" className={said ? classes.problem : waiting ? classes.queued : classes.quiet}>
        {waiting?.text ?? (said || (isOffline ? (isReady ? words.willAsk : words.notWholeOffline) : ""))}
      </p>
    </>
  )
}

/** A brief that changes under the pointer must not be accepted by the tap that was meant for the one before. */
const SETTLE_MS = 800

function useSettled(isStale: boolean): boolean {
  const [isSettled, setSettled] = useState(true)
  useEffect(() => {
    setSettled(!isStale)
    if (!isStale) return
    const timer = setTimeout(() => setSettled(true), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [isStale])
  return isSettled
}

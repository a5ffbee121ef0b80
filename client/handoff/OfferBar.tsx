import { Button } from "@mantine/core"
import { useState } from "react"
import { briefText, notOptions } from "../../shared/handoff/brief.ts"
import type { Handoff } from "../../shared/handoff/handoff.ts"
import { readingSeconds } from "../../shared/handoff/read-back.ts"
import type { Party } from "../../shared/handoff/transitions.ts"
import { handoff as words } from "../words/en/handoff.ts"
import { mayDo } from "./buttons.ts"
import { TimeInput } from "./fields/TimeInput.tsx"
import classes from "./handoff.module.css"
import { holesOf } from "./head.ts"
import type { LiveSheet } from "./useBrief.ts"
import { useHandoffAsk, useIsOffline, useWaiting } from "./useHandoffAsk.ts"
import { targetWords, useNames } from "./useNames.ts"

/** Routine handoffs are short: above this it is said. */
const LONG_SECONDS = 90

export const holeLabels = (sheet: LiveSheet): readonly string[] => holesOf(sheet).map(({ label }) => label)

interface OfferBarProps {
  readonly handoff: Handoff
  readonly sheet: LiveSheet
  readonly parties: ReadonlySet<Party>
}

/** Under the sheet: how long it reads, what is missing by name, and the offer. */
export function OfferBar({ handoff, sheet, parties }: OfferBarProps) {
  const { ask, problem } = useHandoffAsk()
  const names = useNames()
  const isOffline = useIsOffline()
  const waiting = useWaiting(handoff.id)
  const seconds = readingSeconds(briefText(sheet.brief))
  const holes = holesOf(sheet)
  const wrong = new Set(notOptions(holes, sheet.brief))
  const named = holes.map((field) => (wrong.has(field) ? words.withoutOption(field.label) : field.label))
  const missing = [...(sheet.to ? [] : [words.to]), ...named]
  const mayOffer = mayDo("offer", handoff, parties)
  return (
    <div className={classes.offerBar}>
      <p className={classes.quiet}>
        {words.reading(seconds)}
        {seconds > LONG_SECONDS && sheet.severity === "routine" && (
          <span className={classes.warning}> {words.readingLong}</span>
        )}
      </p>
      {missing.length > 0 && <p className={classes.missing}>{words.missing(missing)}</p>}
      {mayOffer && (
        <div className={classes.buttons}>
          <Button
            size="sm"
            disabled={missing.length > 0 || waiting !== undefined || !sheet.isWhole}
            onClick={() => void ask({ kind: "handoff.offer", handoff: handoff.id })}
          >
            {sheet.to ? words.offerTo(targetWords(sheet.to, names)) : words.offer}
          </Button>
          {mayDo("announce", handoff, parties) && (
            <Announce
              isOff={!sheet.to || waiting !== undefined}
              onAnnounce={(eta) =>
                void ask({ kind: "handoff.announce", handoff: handoff.id, ...(eta === undefined ? {} : { eta }) })
              }
            />
          )}
        </div>
      )}
      <p role="status" className={problem ? classes.problem : classes.quiet}>
        {waiting?.text ?? (problem || (isOffline && mayOffer ? words.willAsk : ""))}
      </p>
    </div>
  )
}

/** Told ahead, so that the receiver can read and ask: nobody has to answer by then. */
function Announce({ isOff, onAnnounce }: { isOff: boolean; onAnnounce: (eta: number | undefined) => void }) {
  const [eta, setEta] = useState("")
  const at = Date.parse(eta)
  return (
    <span className={classes.announce} title={words.etaHint}>
      <Button
        size="sm"
        variant="default"
        disabled={isOff}
        onClick={() => onAnnounce(Number.isNaN(at) ? undefined : at)}
      >
        {words.announce}
      </Button>
      <TimeInput label={words.eta} value={eta} disabled={isOff} onCommit={setEta} />
    </span>
  )
}

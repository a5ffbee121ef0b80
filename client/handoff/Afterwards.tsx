import { Button } from "@mantine/core"
import { useState } from "react"
import { type Handoff, standByUntil } from "../../shared/handoff/handoff.ts"
import type { Party } from "../../shared/handoff/transitions.ts"
import { useNow } from "../hooks/useNow.ts"
import { board as boardWords } from "../words/en/board.ts"
import { handoff as words } from "../words/en/handoff.ts"
import { OutLink } from "./BriefView.tsx"
import { mayDo } from "./buttons.ts"
import classes from "./handoff.module.css"
import { ReadBackArea } from "./ReadBackArea.tsx"
import type { HandoffStory } from "./story.ts"
import type { LiveSheet } from "./useBrief.ts"
import { useHandoffAsk } from "./useHandoffAsk.ts"
import { useNameOf } from "./useNameOf.ts"
import { useNames } from "./useNames.ts"
import { useEachParties } from "./useParties.ts"
import { answerWords } from "./value-words.ts"
import { WordsForm } from "./WordsForm.tsx"

interface AfterwardsProps {
  readonly handoff: Handoff
  readonly sheet: LiveSheet | undefined
  readonly story: HandoffStory
  readonly parties: ReadonlySet<Party>
}

/** After the acceptance: the read-back and its loop, what was missed, what changed since. */
export function Afterwards(props: AfterwardsProps) {
  return (
    <>
      <ReadBack {...props} />
      <Addenda {...props} />
      <ChangedSince {...props} />
    </>
  )
}

const clock = (at: number) => boardWords.timeOf(new Date(at))

function ReadBack({ handoff, sheet, story, parties }: AfterwardsProps) {
  const names = useNames()
  const { readBack, correction } = story
  if (handoff.receiver === null) return null
  const who = names.person(handoff.receiver)
  return (
    <div className={classes.part} data-loop={handoff.loopOpen || undefined}>
      {handoff.channel && <p className={classes.quiet}>{words.acceptedLine(who, words.talked[handoff.channel])}</p>}
      {readBack?.claimedAt !== undefined && (
        <p className={classes.quiet}>{words.claimed(clock(readBack.claimedAt), clock(readBack.at))}</p>
      )}
      {readBack && readBack.text !== "" && (
        <figure className={classes.quote}>
          <figcaption>{words.readBackBy(who)}</figcaption>
          <blockquote>{readBack.text}</blockquote>
        </figure>
      )}
      <Answers story={story} />
      {handoff.corrected && correction && (
        <figure className={classes.quote} data-correction="">
          <figcaption>{words.correctionBy(names.person(correction.by))}</figcaption>
          <blockquote>{correction.text}</blockquote>
        </figure>
      )}
      {handoff.loopOpen && handoff.state === "accepted" && <Loop {...{ handoff, sheet, parties }} />}
    </div>
  )
}

/** "Bo’s answer", under the question of the template that it answers. */
function Answers({ story: { answers } }: Pick<AfterwardsProps, "story">) {
  const names = useNames()
  const name = useNameOf()
  if (!answers) return null
  return (
    <dl className={classes.briefList} aria-label={words.answersOf(names.person(answers.by))}>
      {answers.given.map(({ field, label, text }) => (
        <div key={field} className={classes.briefField}>
          <dt>{words.answerOf(names.person(answers.by), label)}</dt>
          <dd>
            <OutLink url={text} text={answerWords(text, name)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Loop({ handoff, sheet, parties }: Omit<AfterwardsProps, "story">) {
  const { ask, problem } = useHandoffAsk()
  const [isCorrecting, setCorrecting] = useState(false)
  const [again, setAgain] = useState("")
  const mayConfirm = useEachParties(handoff).some(
    (one) =>
      mayDo("confirm", handoff, one) &&
      !one.has("receiver") &&
      (one.has("sender") || one.has("lead") || handoff.loopReminded),
  )
  return (
    <>
      {mayConfirm && !isCorrecting && (
        <div className={classes.buttons}>
          <Button size="compact-sm" onClick={() => void ask({ kind: "handoff.confirm", handoff: handoff.id })}>
            {words.confirm}
          </Button>
          {mayDo("correct", handoff, parties) && (
            <Button size="compact-sm" variant="default" onClick={() => setCorrecting(true)}>
              {words.correct}
            </Button>
          )}
        </div>
      )}
      {isCorrecting && (
        <WordsForm
          label={words.correctLabel}
          go={words.sendCorrection}
          onCancel={() => setCorrecting(false)}
          onGo={(text) => {
            setCorrecting(false)
            void ask({ kind: "handoff.correct", handoff: handoff.id, text })
          }}
        />
      )}
      {handoff.corrected && parties.has("receiver") && sheet && (
        <div className={classes.box}>
          <ReadBackArea value={again} brief={sheet.brief} onChange={setAgain} />
          <Button
            size="compact-sm"
            disabled={again.trim() === ""}
            onClick={() => void ask({ kind: "handoff.read-again", handoff: handoff.id, readBack: again.trim() })}
          >
            {words.readAgain}
          </Button>
        </div>
      )}
      {problem && (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
    </>
  )
}

function Addenda({ handoff, story, parties }: AfterwardsProps) {
  const names = useNames()
  const now = useNow()
  const [isAdding, setAdding] = useState(false)
  const { ask, problem } = useHandoffAsk()
  const isStandBy = parties.has("sender") && handoff.state === "accepted" && now <= standByUntil(handoff)
  if (handoff.addenda.length === 0 && !isStandBy) return null
  return (
    <div className={classes.part}>
      {handoff.addenda.map(({ seq, acknowledged }) => {
        const added = story.addenda.find((one) => one.seq === seq)
        return (
          <figure key={seq} className={classes.quote} data-open={!acknowledged || undefined}>
            <figcaption>
              {words.addedBy(names.person(added?.by ?? handoff.sender))} ·{" "}
              {acknowledged ? words.acknowledged : words.notAcknowledged}
            </figcaption>
            <blockquote>{added?.text}</blockquote>
            {!acknowledged && parties.has("receiver") && (
              <Button
                size="compact-sm"
                onClick={() => void ask({ kind: "handoff.acknowledge", handoff: handoff.id, addendum: seq })}
              >
                {words.acknowledge}
              </Button>
            )}
          </figure>
        )
      })}
      {isStandBy && <p className={classes.quiet}>{words.standByTill(clock(standByUntil(handoff)))}</p>}
      {isStandBy && !isAdding && (
        <Button size="compact-sm" variant="light" onClick={() => setAdding(true)}>
          {words.missed}
        </Button>
      )}
      {isAdding && (
        <WordsForm
          label={words.missedLabel}
          go={words.sendMissed}
          onCancel={() => setAdding(false)}
          onGo={(text) => {
            setAdding(false)
            void ask({ kind: "handoff.add", handoff: handoff.id, text })
          }}
        />
      )}
      {problem && (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
    </div>
  )
}

function ChangedSince({ handoff, parties }: AfterwardsProps) {
  const { ask } = useHandoffAsk()
  if (handoff.changedSince === "no" || handoff.receiver === null) return null
  return (
    <p className={classes.changedSince}>
      {words.changedAfter[handoff.changedSince]}
      {parties.has("receiver") && (
        <Button
          size="compact-sm"
          variant={handoff.changedSince === "material" ? "filled" : "default"}
          onClick={() => void ask({ kind: "handoff.acknowledge", handoff: handoff.id })}
        >
          {words.acknowledge}
        </Button>
      )}
    </p>
  )
}

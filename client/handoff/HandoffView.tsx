import { Button } from "@mantine/core"
import { useEffect, useState } from "react"
import { type Handoff, isOpenOffer } from "../../shared/handoff/handoff.ts"
import type { Party } from "../../shared/handoff/transitions.ts"
import { useCardEntries } from "../card/card-entries.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useMe } from "../hooks/useBoard.ts"
import { useIsSharedScreen } from "../hooks/useMayAsk.ts"
import { handoff as words } from "../words/en/handoff.ts"
import { AcceptForm } from "./AcceptForm.tsx"
import { Afterwards } from "./Afterwards.tsx"
import { BriefView } from "./BriefView.tsx"
import { mayDo } from "./buttons.ts"
import { FinishChecks } from "./FinishChecks.tsx"
import { Followers } from "./Followers.tsx"
import classes from "./handoff.module.css"
import { holeLabels, OfferBar } from "./OfferBar.tsx"
import { Questions } from "./Questions.tsx"
import { Risks } from "./Risks.tsx"
import { SheetForm } from "./SheetForm.tsx"
import { StateLine } from "./StateLine.tsx"
import { StepButtons } from "./StepButtons.tsx"
import { Stepper } from "./Stepper.tsx"
import { Superseded } from "./Superseded.tsx"
import { isDrafting } from "./standing.ts"
import { type HandoffStory, storyOf } from "./story.ts"
import { type LiveSheet, useLiveSheet } from "./useBrief.ts"
import { useNames } from "./useNames.ts"
import { useEachParties, useParties } from "./useParties.ts"

/** One handoff, from its draft to its end. */
export function HandoffView({ handoff, isEarlier = false }: { handoff: Handoff; isEarlier?: boolean }) {
  const parties = useParties(handoff)
  const each = useEachParties(handoff)
  const sheet = useLiveSheet(handoff)
  const story = storyOf(useCardEntries(), handoff.id)
  const mayAccept = mayDo("accept", handoff, parties)
  useSeen(handoff, mayAccept || (handoff.state === "announced" && parties.has("eligible")))
  return (
    <article className={classes.handoff} data-state={handoff.state} aria-label={words.states[handoff.state]}>
      <Stepper handoff={handoff} />
      <StateLine handoff={handoff} story={story} isMine={mayAccept && handoff.state !== "questioned"} />
      <Risks handoff={handoff} sheet={sheet} />
      {!isEarlier && <Superseded handoff={handoff} />}
      {sheet ? (
        <Body {...{ handoff, sheet, story, parties }} />
      ) : (
        <p className={classes.quiet}>{words.unknownTemplate}</p>
      )}
      <StepButtons {...{ handoff, sheet, each }} />
      <Followers handoff={handoff} parties={parties} />
    </article>
  )
}

interface BodyProps {
  readonly handoff: Handoff
  readonly sheet: LiveSheet
  readonly story: HandoffStory
  readonly parties: ReadonlySet<Party>
}

function Body(props: BodyProps) {
  const { handoff, sheet, story, parties } = props
  const talk = <Questions {...{ handoff, story, parties }} template={sheet.template} />
  if (isDrafting(handoff) && parties.has("member") && !isReaderOfComing(handoff, parties))
    return (
      <>
        {talk}
        <SheetForm {...{ handoff, sheet }} holes={holeLabels(sheet)} hasTarget />
        <OfferBar {...{ handoff, sheet, parties }} />
      </>
    )
  if (mayDo("accept", handoff, parties))
    return (
      <>
        {talk}
        <AcceptForm handoff={handoff} sheet={sheet} />
      </>
    )
  return (
    <>
      {talk}
      <Afterwards {...props} />
      <FinishChecks {...props} />
      <Reading {...props} />
    </>
  )
}

/** An announced handoff is read, and asked about, by whoever will get it; its sender goes on writing. */
const isReaderOfComing = (handoff: Handoff, parties: ReadonlySet<Party>) =>
  handoff.state === "announced" && parties.has("eligible") && !parties.has("sender")

/** The brief as it stands; its sender and the crew may still change it, everybody sees that then. */
function Reading({ handoff, sheet, parties }: BodyProps) {
  const [isEditing, setEditing] = useState(false)
  const isOffered = isOpenOffer(handoff)
  const mayEdit = (isOffered || handoff.state === "accepted") && (parties.has("sender") || parties.has("crew"))
  const isOpen = isOffered || handoff.state === "announced"
  const toggle = mayEdit && (
    <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setEditing(!isEditing)}>
      {isEditing ? words.stopEditing : words.editBrief}
    </Button>
  )
  if (isEditing)
    return (
      <>
        <p className={classes.warning}>{words.editWarning}</p>
        <SheetForm {...{ handoff, sheet }} holes={holeLabels(sheet)} hasTarget={false} />
        {toggle}
      </>
    )
  return (
    <details className={classes.reading} open={isOpen || undefined}>
      <summary>{words.brief}</summary>
      <BriefView {...{ handoff, sheet }} changed={NOTHING} mayAsk={mayDo("question", handoff, parties)} />
      {isOffered && <SeenLine handoff={handoff} />}
      {toggle}
    </details>
  )
}

const NOTHING: ReadonlySet<string> = new Set()

function SeenLine({ handoff }: { handoff: Handoff }) {
  const names = useNames()
  const seen = Object.keys(handoff.seenAt).filter((actor) => actor !== handoff.sender)
  return (
    <p className={classes.quiet}>
      {seen.length === 0 ? words.notSeen : words.seenBy(seen.map((actor) => names.person(actor)))}
    </p>
  )
}

/** Opening it is a fact of its own, told once; a screen that several people share has not seen it for any of them. */
function useSeen(handoff: Handoff, isReceiver: boolean): void {
  const session = useBoardSession()
  const me = useMe()
  const isShared = useIsSharedScreen()
  const isUnseen = isReceiver && !isShared && me !== undefined && !Object.hasOwn(handoff.seenAt, me.actor)
  useEffect(() => {
    if (isUnseen) void session.command({ kind: "handoff.see", handoff: handoff.id })
  }, [isUnseen, session, handoff.id])
}

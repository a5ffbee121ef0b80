import { Button, Loader } from "@mantine/core"
import { lazy, Suspense } from "react"
import { can } from "../../../shared/rules/permission.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useMe, useSaveState } from "../../hooks/useBoard.ts"
import { useExternal } from "../../hooks/useExternal.ts"
import { useLineTools } from "../../huddle/useLineTools.ts"
import type { TextSession } from "../../sync/board-session.ts"
import { card as words } from "../../words/en/card.ts"
import { damage } from "../../words/en/unreadable.ts"
import { Typists } from "../fields/Typists.tsx"
import classes from "./description.module.css"
import { RichTextView } from "./RichTextView.tsx"
import { useGate, useIsCut, useIsReady, useText, useTextJson } from "./useText.ts"

const DescriptionEditor = lazy(async () => ({ default: (await import("./DescriptionEditor.tsx")).DescriptionEditor }))

/** The register name under which others see that somebody types here. */
const DESCRIPTION = "description"

/** The card's long text: several people write in it at once. Who may not write reads it, live. */
export function Description({ cardId }: { cardId: string }) {
  const lineTools = useLineTools(cardId)
  return (
    <section className={classes.section} aria-labelledby={`${cardId}-description`}>
      <div className={classes.head}>
        <h3 id={`${cardId}-description`}>{words.description}</h3>
        <Typists cardId={cardId} register={DESCRIPTION} />
      </div>
      <LongText
        cardId={cardId}
        textId={cardId}
        register={DESCRIPTION}
        label={words.description}
        placeholder={words.descriptionPlaceholder}
        hasExcerpt
        {...(lineTools ? { lineTools } : {})}
      />
    </section>
  )
}

export interface LongTextProps {
  readonly cardId: string
  readonly textId: string
  /** Under which others see that somebody types here. */
  readonly register: string
  readonly label: string
  readonly placeholder: string
  /** Its first words stand on the card's face. */
  readonly hasExcerpt?: boolean
  readonly lineTools?: LineTools
  /** What is said to whoever only reads it while there is nothing. */
  readonly empty?: string
}

/** What the line that the caret is in can become, while a huddle runs. */
export interface LineTools {
  onLine(kind: "action" | "decision", text: string): void
}

/** A long text that several people write in at once; who may not write reads it. */
export function LongText(props: LongTextProps) {
  const text = useText(props.textId)
  const isReady = useIsReady(text)
  const gate = useGate(text, isReady)
  // Of a damaged board no text can be changed, whole as it may be; that is said above the board.
  const isBoardDamaged = useExternal(useBoardSession().damage) !== undefined
  const isCut = useIsCut(text) && !isBoardDamaged
  const me = useMe()
  const isOffline = useSaveState().kind === "offline"
  const empty = props.empty ?? words.descriptionEmpty
  if (!text || !isReady) return isOffline ? <p className={classes.quiet}>{words.descriptionOffline}</p> : <Getting />
  if (gate.state === "unchecked" || !me) return <Reading text={text} empty={empty} />
  if (gate.state === "shut") return <TooNew text={text} empty={empty} />
  if (isCut) return <Cut text={text} empty={empty} />
  if (!can(me.role, "board.edit")) return <Reading text={text} empty={empty} />
  return (
    <>
      <Suspense fallback={<Reading text={text} empty={empty} />}>
        <DescriptionEditor {...props} text={text} me={me} gate={gate} />
      </Suspense>
      {isOffline && <p className={classes.quiet}>{words.descriptionOfflineKept}</p>}
    </>
  )
}

const Getting = () => (
  <p className={classes.quiet} role="status">
    <Loader size="xs" aria-hidden="true" /> {words.descriptionLoading}
  </p>
)

export function Reading({ text, empty }: { text: TextSession; empty: string }) {
  const json = useTextJson(text)
  return json.length === 0 ? <p className={classes.quiet}>{empty}</p> : <RichTextView text={json} />
}

/** Whoever wrote on would build on what is missing. */
function Cut({ text, empty }: { text: TextSession; empty: string }) {
  return (
    <>
      <p className={classes.notice} role="alert">
        {damage.cutText}
      </p>
      <Reading text={text} empty={empty} />
    </>
  )
}

function TooNew({ text, empty }: { text: TextSession; empty: string }) {
  return (
    <>
      <div className={classes.notice} role="alert">
        <p>{words.descriptionNewer}</p>
        <Button size="compact-sm" onClick={() => location.reload()}>
          {words.reload}
        </Button>
      </div>
      <Reading text={text} empty={empty} />
    </>
  )
}

/**
 * One card, beside the board where there is room and over it where there is not. The board stays usable beside it; Esc
 * closes the panel and the focus goes back to the card.
 */
import { FocusTrapInitialFocus } from "@mantine/core"
import { useFocusTrap, useMediaQuery, useMergedRef } from "@mantine/hooks"
import { type KeyboardEvent, useEffect, useRef } from "react"
import { cardOf } from "../../shared/model/card.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useCardRegisters } from "../hooks/useCards.ts"
import { EmptyState } from "../ui/EmptyState.tsx"
import { card as words } from "../words/en/card.ts"
import { useCardLedger } from "./activity/useCardLedger.ts"
import { CardBar } from "./CardBar.tsx"
import { CardBody } from "./CardBody.tsx"
import { CardLedgerContext } from "./card-entries.ts"
import classes from "./card-panel.module.css"

/** Below this the panel covers the board. */
const SHEET = "(max-width: 860px)"

interface CardPanelProps {
  readonly cardId: string
  readonly onClose: () => void
}

export function CardPanel({ cardId, onClose }: CardPanelProps) {
  const isSheet = useMediaQuery(SHEET, undefined, { getInitialValueInEffect: false })
  const registers = useCardRegisters(cardId)
  const ref = useMergedRef(useFocusIn(cardId), useFocusTrap(isSheet === true))
  useCardPresence(cardId)
  const title = registers === undefined ? words.missing.title : cardOf(cardId, registers).title || words.untitled
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its role is dialog or region
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: its role is dialog or region
    <div
      ref={ref}
      className={classes.panel}
      data-card-panel={cardId}
      tabIndex={-1}
      aria-label={words.panel(title)}
      onKeyDown={(event) => closeOnEscape(event, onClose)}
      role={isSheet ? "dialog" : "region"}
      {...(isSheet ? { "aria-modal": true } : {})}
    >
      {isSheet && <FocusTrapInitialFocus />}
      <CardBar cardId={cardId} registers={registers} onClose={onClose} />
      {registers === undefined ? (
        <EmptyState title={words.missing.title}>{words.missing.text}</EmptyState>
      ) : (
        <WithLedger key={cardId} cardId={cardId}>
          <CardBody cardId={cardId} registers={registers} />
        </WithLedger>
      )}
    </div>
  )
}

function WithLedger({ cardId, children }: { cardId: string; children: React.ReactNode }) {
  return <CardLedgerContext value={useCardLedger(cardId)}>{children}</CardLedgerContext>
}

/** Menus and dialogs of the panel stand elsewhere in the page and have an Esc of their own. */
function closeOnEscape(event: KeyboardEvent<HTMLElement>, onClose: () => void): void {
  const isInside = event.target instanceof Node && event.currentTarget.contains(event.target)
  if (event.key !== "Escape" || event.defaultPrevented || event.nativeEvent.isComposing || !isInside) return
  event.stopPropagation()
  onClose()
}

function useCardPresence(cardId: string): void {
  const session = useBoardSession()
  useEffect(() => {
    session.setPresence({ card: cardId })
    return () => session.setPresence({ card: undefined, editing: undefined })
  }, [session, cardId])
}

/** Opening puts the focus into the panel; when it is gone and the focus with it, the card on the board gets it back. */
function useFocusIn(cardId: string) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!ref.current?.contains(document.activeElement)) ref.current?.focus({ preventScroll: true })
    return () => {
      setTimeout(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body
        if (!isLost || document.querySelector("[data-card-panel]")) return
        document.querySelector<HTMLElement>(`[data-card="${CSS.escape(cardId)}"]`)?.focus()
      })
    }
  }, [cardId])
  return ref
}

import { useState } from "react"
import type { Target } from "../../../shared/handoff/handoff.ts"
import { openCard } from "../../board/board-address.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useMe } from "../../hooks/useBoard.ts"
import { useHandoffs } from "../../hooks/useHandoffs.ts"
import { Dialog } from "../../ui/Dialog.tsx"
import { board as boardWords } from "../../words/en/board.ts"
import { handOverMany as words } from "../../words/en/hand-over-many.ts"
import { useLiveSheets } from "../useBrief.ts"
import { ForAll } from "./ForAll.tsx"
import { ManyRow } from "./ManyRow.tsx"
import classes from "./many.module.css"
import { OfferAllBar } from "./OfferAllBar.tsx"
import { draftOf, type Row, rowOf } from "./row.ts"
import { cardsInScope, type ManyScope } from "./scope.ts"
import { useOfferAll } from "./useOfferAll.ts"

interface HandOverManyProps {
  readonly scope: ManyScope
  readonly onClose: () => void
}

/** A shift, a lane or a selection is handed over at once: prepared together, offered together, accepted one by one. */
export function HandOverMany({ scope, onClose }: HandOverManyProps) {
  const { model } = useBoardSession()
  const lane = scope.kind === "lane" ? model.lane(scope.lane)?.name : undefined
  const title =
    scope.kind === "lane"
      ? words.titles.lane(typeof lane === "string" && lane !== "" ? lane : boardWords.unnamedLane)
      : words.titles[scope.kind]
  return (
    <Dialog opened onClose={onClose} title={title} size="xl">
      <Body scope={scope} onClose={onClose} />
    </Dialog>
  )
}

function Body({ scope, onClose }: HandOverManyProps) {
  const { model } = useBoardSession()
  const me = useMe()
  // What is accepted meanwhile is not mine any more, and still belongs to this list.
  const [cards] = useState(() => (me ? cardsInScope(model, scope, me) : []))
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set())
  const [opened, setOpened] = useState<string>()
  const [to, setTo] = useState<Target>()
  const offers = useOfferAll()
  const rows = useRows(cards, me?.actor ?? "", offers.offered)
  const taken = rows.filter(({ card }) => !leftOut.has(card))
  if (cards.length === 0)
    return (
      <div className={classes.empty}>
        <strong>{words.emptyTitle}</strong>
        <p>{words.empty[scope.kind]}</p>
      </div>
    )
  const leave = (card: string, isTaken: boolean) => {
    const next = new Set(leftOut)
    if (isTaken) next.delete(card)
    else next.add(card)
    setLeftOut(next)
  }
  return (
    <div className={classes.many}>
      <p className={classes.intro}>{words.intro}</p>
      <ForAll rows={taken} to={to ?? commonTarget(taken)} onTo={setTo} me={me?.actor ?? ""} />
      <ul className={classes.rows} aria-label={words.list}>
        {rows.map((row) => (
          <ManyRow
            key={row.card}
            row={row}
            isTaken={!leftOut.has(row.card)}
            isOpen={opened === row.card}
            isAsking={offers.isRunning && row.kind === "ready"}
            refusal={offers.refusals.get(row.card)}
            onTake={(isTaken) => leave(row.card, isTaken)}
            onOpen={(isOpen) => setOpened(isOpen ? row.card : undefined)}
            onGoTo={() => {
              onClose()
              openCard(row.card)
            }}
          />
        ))}
      </ul>
      <OfferAllBar rows={taken} offers={offers} />
    </div>
  )
}

function useRows(cards: readonly string[], me: string, offered: ReadonlySet<string>): readonly Row[] {
  const { model } = useBoardSession()
  // Draws again when any handoff of the board moves.
  useHandoffs()
  const drafts = cards.flatMap((card) => draftOf(model.handoffsOf(card), me) ?? [])
  const sheet = useLiveSheets(drafts.filter(({ id }) => model.sheet(id) !== undefined))
  return cards.map((card) => rowOf(card, model.handoffsOf(card), me, sheet, offered))
}

/** Whom all that is prepared goes to, where that is the same for each. */
function commonTarget(rows: readonly Row[]): Target | undefined {
  const targets = rows.flatMap((row) => ("sheet" in row ? [row.sheet.to] : []))
  const [first] = targets
  return targets.every((to) => to?.kind === first?.kind && to?.id === first?.id) ? first : undefined
}

/**
 * Two people moved one card to different lanes, and somebody else was first: it lies where they put it. The words say where
 * and by whom, and the move is one tap away. They stay until they are closed.
 */
import { Button, Group, Stack } from "@mantine/core"
import { notifications } from "@mantine/notifications"
import { useEffect, useRef } from "react"
import { placeOf } from "../../shared/model/card.ts"
import { useNames } from "../handoff/useNames.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useExternal } from "../hooks/useExternal.ts"
import type { RefusedEdit } from "../sync/board-session.ts"
import { board as words } from "../words/en/board.ts"
import { common } from "../words/en/common.ts"
import { setOnCard } from "./edits.ts"
import { useBoardActions, useBoardUi } from "./useBoardUi.ts"

interface Late {
  readonly id: string
  readonly card: string
  /** Where it lies, and who put it there, if that is known. */
  readonly at: string
  readonly by: string | undefined
  readonly wished: string
  readonly go: () => void
  readonly closed: () => void
}

export function useLateMoves(): void {
  const session = useBoardSession()
  const ui = useBoardUi()
  const actions = useBoardActions()
  const names = useNames()
  const refused = useExternal(session.refused)
  const late = useExternal(ui.late)
  /** What stands on the screen, by card: a newer one takes the place of the older. */
  const shown = useRef(new Map<string, string>())
  useEffect(() => {
    const tell = ({ id, card, at, by, wished, go, closed }: Late) => {
      const before = shown.current.get(card)
      if (before === id) return
      if (before !== undefined) notifications.hide(before)
      shown.current.set(card, id)
      const close = () => notifications.hide(id)
      const move = () => {
        close()
        go()
      }
      notifications.show({
        ...{ id, autoClose: false, color: "orange", closeButtonProps: { "aria-label": common.close } },
        title: words.movedMeanwhile(actions.titleOf(card), actions.laneName(at), by && names.person(by)),
        message: <MoveOn lane={actions.laneName(wished)} onMove={move} onLeave={close} />,
        onClose: () => {
          if (shown.current.get(card) !== id) return
          shown.current.delete(card)
          closed()
        },
      })
    }
    for (const edit of refused) {
      const place = latePlace(edit)
      const { id, card, refusal } = edit
      if (!place || card === undefined) continue
      tell({
        ...{ id: `late-${card}-${id}`, card, wished: place[0] },
        at: String(refusal.data?.lane ?? actions.laneIdOf(card)),
        by: refusal.data?.person === undefined ? undefined : String(refusal.data.person),
        go: () => actions.edit(setOnCard(session.model, card, "place", place)),
        closed: () => session.dismissRefused(id),
      })
    }
    if (!late) return
    const { card, slot } = late
    ui.late.set(undefined)
    tell({
      ...{ id: `late-${card}-${crypto.randomUUID()}`, card, wished: slot.lane },
      at: actions.laneIdOf(card),
      by: session.model.promise(card)?.arrival?.by,
      go: () => actions.move(card, slot),
      closed: () => undefined,
    })
  }, [session, ui, actions, names, refused, late])
  useEffect(() => {
    const { current } = shown
    return () => {
      // Not closed by the person: whoever comes back finds them again.
      const left = [...current.values()]
      current.clear()
      for (const id of left) notifications.hide(id)
    }
  }, [])
}

function latePlace({ refusal, key, value }: RefusedEdit): [string, string] | undefined {
  if (refusal.rule !== "E8" || key !== "place") return undefined
  const place = placeOf({ place: value as never })
  return place && [place[0], place[1]]
}

function MoveOn({ lane, onMove, onLeave }: { lane: string; onMove: () => void; onLeave: () => void }) {
  return (
    <Stack gap={6} align="flex-start">
      <span>{words.movedMeanwhileLong}</span>
      <Group gap="xs">
        <Button size="compact-sm" variant="light" onClick={onMove}>
          {words.moveOn(lane)}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onLeave}>
          {words.leaveIt}
        </Button>
      </Group>
    </Stack>
  )
}

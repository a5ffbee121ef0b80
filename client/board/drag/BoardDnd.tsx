/**
 * Drag and drop for the whole board through one draggable: whichever card is grabbed lends it its node. So no card and no lane
 * listens to the drag, and a drag draws two cards however many there are. What moves under the pointer is a copy; in the
 * lanes only a line shows where it would land.
 */
import {
  type CollisionDetection,
  DndContext,
  DragOverlay,
  type DragStartEvent,
  PointerSensor,
  type PointerSensorOptions,
  TouchSensor,
  useDraggable,
  useSensor,
  useSensors,
} from "@dnd-kit/core"
import { type PointerEvent, type ReactNode, useMemo, useRef } from "react"
import { useCard } from "../../hooks/useCards.ts"
import { useSelected } from "../board-ui.ts"
import { CardFace } from "../tile/CardFace.tsx"
import tileClasses from "../tile/tile.module.css"
import { useSeverity } from "../tile/useSeverity.ts"
import { useBoardUi, useHand } from "../useBoardUi.ts"
import { laneAt, slotUnder } from "./geometry.ts"

/** The mouse and the pen start at once; fingers press long, so that scrolling never drags. */
class FinePointerSensor extends PointerSensor {
  static override activators = [
    {
      eventName: "onPointerDown" as const,
      handler: ({ nativeEvent: event }: PointerEvent, { onActivation }: PointerSensorOptions) => {
        if (!event.isPrimary || event.button !== 0 || event.pointerType === "touch") return false
        onActivation?.({ event })
        return true
      },
    },
  ]
}

const FINE = { activationConstraint: { distance: 5 } }
const TOUCH = { activationConstraint: { delay: 250, tolerance: 8 } }
const PROXY = "card-in-hand"
/** The board speaks for itself, in its own words. */
const SILENT = {
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
  screenReaderInstructions: { draggable: "" },
}
const AUTO_SCROLL = { layoutShiftCompensation: false, threshold: { x: 0.12, y: 0.14 }, acceleration: 12 } as const
const CONTROLS = "button, input, textarea, select, [contenteditable='true']"

export function BoardDnd({ children }: { children: ReactNode }) {
  const ui = useBoardUi()
  const hand = useHand()
  const sensors = useSensors(useSensor(FinePointerSensor, FINE), useSensor(TouchSensor, TOUCH))
  const point = useRef<{ x: number; y: number } | null>(null)
  const collide = useMemo<CollisionDetection>(
    () =>
      ({ droppableRects, pointerCoordinates }) => {
        point.current = pointerCoordinates
        const lane = pointerCoordinates && laneAt(pointerCoordinates.x, droppableRects)
        return lane === undefined || lane === null ? [] : [{ id: lane }]
      },
    [],
  )
  const carry = (lane: string | undefined) => {
    const held = ui.held.get()
    if (held?.by !== "pointer" || lane === undefined || !point.current) return
    hand.carryTo(slotUnder(point.current.y, lane, ui.visible.cardIds(lane), held.card))
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={collide}
      accessibility={SILENT}
      autoScroll={AUTO_SCROLL}
      onDragStart={(event: DragStartEvent) => {
        const card = event.active.data.current?.card as string | undefined
        if (card === undefined || !hand.lift(card, "pointer")) return
      }}
      onDragMove={({ over }) => carry(over === null ? undefined : String(over.id))}
      onDragEnd={() => hand.drop()}
      onDragCancel={() => hand.cancel()}
    >
      <Grip>{children}</Grip>
      <DragOverlay dropAnimation={null}>
        <CardInHand />
      </DragOverlay>
    </DndContext>
  )
}

/** The one draggable. A press on a card makes that card its node and then starts the sensor. */
function Grip({ children }: { children: ReactNode }) {
  const hand = useHand()
  const data = useRef<{ card: string | undefined }>({ card: undefined })
  const { listeners, setNodeRef } = useDraggable({ id: PROXY, data: data.current })
  const grab = (name: string) => (event: React.SyntheticEvent) => {
    const target = event.target as Element
    const tile = target.closest<HTMLElement>("[data-card]")
    if (!tile || target.closest(CONTROLS) || !hand.canLift) return
    data.current.card = tile.dataset.card
    setNodeRef(tile)
    listeners?.[name]?.(event)
  }
  return (
    <div style={{ display: "contents" }} onPointerDown={grab("onPointerDown")} onTouchStart={grab("onTouchStart")}>
      {children}
    </div>
  )
}

function CardInHand() {
  const ui = useBoardUi()
  const card = useSelected(ui.held, (held) => (held?.by === "pointer" ? held.card : undefined))
  return card === undefined ? null : <Copy id={card} />
}

function Copy({ id }: { id: string }) {
  const card = useCard(id)
  const severity = useSeverity(id, card?.severity)
  if (!card) return null
  return (
    <div className={`${tileClasses.tile} ${tileClasses.overlay}`} data-severity={severity} aria-hidden="true">
      <CardFace card={card} />
    </div>
  )
}

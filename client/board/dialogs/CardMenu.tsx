import { Menu } from "@mantine/core"
import {
  IconAlertTriangle,
  IconArchive,
  IconArrowRight,
  IconArrowsMove,
  IconCheck,
  IconExternalLink,
  IconHandGrab,
  IconHandOff,
  IconHandStop,
  IconPencil,
  IconTags,
  IconTransfer,
} from "@tabler/icons-react"
import { SEVERITIES } from "../../../shared/model/keys.ts"
import { useLabels, useMe } from "../../hooks/useBoard.ts"
import { useCard, usePromise } from "../../hooks/useCards.ts"
import { useIsSharedScreen } from "../../hooks/useMayAsk.ts"
import { board as words } from "../../words/en/board.ts"
import { handoff as handoffWords } from "../../words/en/handoff.ts"
import { openCard } from "../board-address.ts"
import { tileOf } from "../board-ui.ts"
import tileClasses from "../tile/tile.module.css"
import { useBoardActions, useBoardUi } from "../useBoardUi.ts"
import { useCanEdit } from "../useCanEdit.ts"

interface CardMenuProps {
  readonly card: string
  readonly x: number
  readonly y: number
}

const ICON = 16
const TICK = <IconCheck size={ICON} />

/** One menu for all cards, opened where it was asked for. The focus goes back to the card. */
export function CardMenu({ card, x, y }: CardMenuProps) {
  const ui = useBoardUi()
  const title = useBoardActions().titleOf(card)
  const canEdit = useCanEdit()
  const close = () => {
    if (ui.dialog.get()?.kind === "card-menu") ui.dialog.set(undefined)
    tileOf(card)?.focus({ preventScroll: true })
  }
  return (
    <Menu
      opened
      onClose={close}
      position="bottom-start"
      width={230}
      returnFocus={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={words.cardMenu(title)}
          style={{ position: "fixed", left: x, top: y, width: 0, height: 0, padding: 0, border: 0, opacity: 0 }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconExternalLink size={ICON} />} onClick={() => openCard(card)}>
          {words.open}
        </Menu.Item>
        {canEdit && <EditItems card={card} />}
      </Menu.Dropdown>
    </Menu>
  )
}

function EditItems({ card }: { card: string }) {
  const ui = useBoardUi()
  const actions = useBoardActions()
  const registers = useCard(card)
  // The menu closes as an item is chosen; what opens next waits for that.
  const next = (run: () => void) => () => void setTimeout(run)
  if (!registers) return null
  return (
    <>
      <Menu.Item
        leftSection={<IconPencil size={ICON} />}
        onClick={next(() => ui.editing.set({ card, field: "title" }))}
      >
        {words.edit}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowRight size={ICON} />}
        onClick={next(() => ui.editing.set({ card, field: "next" }))}
      >
        {words.editNext}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowsMove size={ICON} />}
        onClick={next(() => ui.dialog.set({ kind: "move", card }))}
      >
        {words.moveTo}
      </Menu.Item>
      <TakeItem card={card} />
      <Menu.Item leftSection={<IconTransfer size={ICON} />} onClick={next(() => actions.handOver(card))}>
        {handoffWords.handOverMenu}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconHandStop size={ICON} />}
        onClick={registers.blocked ? () => actions.unblock(card) : next(() => ui.dialog.set({ kind: "block", card }))}
      >
        {registers.blocked ? words.unblock : words.block}
      </Menu.Item>
      <Menu.Divider />
      <SeverityItems card={card} current={registers.severity} />
      <LabelItems card={card} chosen={registers.labelIds} />
      <Menu.Divider />
      <Menu.Item leftSection={<IconArchive size={ICON} />} onClick={() => actions.archive(card)}>
        {words.archive}
      </Menu.Item>
    </>
  )
}

function TakeItem({ card }: { card: string }) {
  const actions = useBoardActions()
  const me = useMe()
  const isShared = useIsSharedScreen()
  const promise = usePromise(card)
  const who = promise?.accountable
  const isMine = who !== null && who !== undefined && who === me?.actor
  // On its way to somebody it is not put down: whoever offered it withdraws first (H17).
  if (promise?.openHandoff) return null
  if (isMine || (who && (isShared || me?.role === "lead")))
    return (
      <Menu.Item leftSection={<IconHandOff size={ICON} />} onClick={() => void actions.putDown(card)}>
        {words.putDownMenu}
      </Menu.Item>
    )
  return (
    <Menu.Item
      leftSection={<IconHandGrab size={ICON} />}
      disabled={Boolean(who)}
      onClick={() => void actions.take(card)}
    >
      {words.takeMenu}
    </Menu.Item>
  )
}

function SeverityItems({ card, current }: { card: string; current: string }) {
  const actions = useBoardActions()
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<IconAlertTriangle size={ICON} />}>{words.severity}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {SEVERITIES.map((severity) => (
          <Menu.RadioItem
            key={severity}
            value={severity}
            checked={severity === current}
            checkIcon={TICK}
            closeMenuOnClick
            onChange={() => actions.setSeverity(card, severity)}
          >
            {words.severities[severity]}
          </Menu.RadioItem>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}

function LabelItems({ card, chosen }: { card: string; chosen: readonly string[] }) {
  const actions = useBoardActions()
  const labels = useLabels()
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<IconTags size={ICON} />}>{words.labels}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown mah={320} style={{ overflowY: "auto" }}>
        {labels.length === 0 && <Menu.Item disabled>{words.noLabels}</Menu.Item>}
        {labels.map((label) => (
          <Menu.CheckboxItem
            key={label.id}
            checked={chosen.includes(label.id)}
            checkIcon={TICK}
            onChange={() => actions.toggleLabel(card, label.id)}
          >
            <span className={tileClasses.label} data-colour={label.color}>
              {label.name}
            </span>
          </Menu.CheckboxItem>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}

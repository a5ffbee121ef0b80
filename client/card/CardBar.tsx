import { ActionIcon, Menu } from "@mantine/core"
import { IconArchive, IconDots, IconHash, IconLink, IconX } from "@tabler/icons-react"
import type { Registers } from "../../shared/model/board-view.ts"
import { usePeopleOnCard } from "../hooks/usePeople.ts"
import { AvatarGroup } from "../ui/Avatar.tsx"
import { toast } from "../ui/toast.ts"
import { card as words } from "../words/en/card.ts"
import classes from "./card-panel.module.css"
import { archive, restore } from "./edits.ts"
import { useCardEdits } from "./useCardEdits.ts"

interface CardBarProps {
  readonly cardId: string
  readonly registers: Registers | undefined
  readonly onClose: () => void
}

/** The panel's upper edge: who else looks, what can be done with the card as a whole, and the way out. */
export function CardBar({ cardId, registers, onClose }: CardBarProps) {
  const people = usePeopleOnCard(cardId)
  return (
    <div className={classes.bar}>
      <AvatarGroup people={people} max={6} size={24} label={words.hereToo} />
      <span className={classes.spring} />
      {registers && <CardMenu cardId={cardId} isArchived={registers.archived === true} />}
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={words.close}
        title={words.close}
        onClick={onClose}
      >
        <IconX size={18} />
      </ActionIcon>
    </div>
  )
}

function CardMenu({ cardId, isArchived }: { cardId: string; isArchived: boolean }) {
  const { canEdit, edit, editWithUndo } = useCardEdits(cardId)
  const toggle = () => (isArchived ? edit(restore) : editWithUndo(words.archivedNow, archive))
  return (
    <Menu withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words.menu} title={words.menu}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconLink size={14} />} onClick={() => void copy(linkTo(cardId), words.linkCopied)}>
          {words.copyLink}
        </Menu.Item>
        <Menu.Item leftSection={<IconHash size={14} />} onClick={() => void copy(cardId, words.idCopied)}>
          {words.copyId}
        </Menu.Item>
        {canEdit && (
          <Menu.Item leftSection={<IconArchive size={14} />} onClick={toggle}>
            {isArchived ? words.restore : words.archive}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

const linkTo = (cardId: string) => `${location.origin}${location.pathname}?card=${encodeURIComponent(cardId)}`

async function copy(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    toast.say(said)
  } catch {
    // Not a secure page, or the person said no.
    toast.problem(words.cannotCopy)
  }
}

import { ActionIcon, Button } from "@mantine/core"
import { IconExternalLink, IconPencil, IconPlus, IconX } from "@tabler/icons-react"
import { useState } from "react"
import type { Registers } from "../../../shared/model/board-view.ts"
import { type RecordLink, recordLinksOf } from "../../../shared/model/card.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { card as words } from "../../words/en/card.ts"
import { removeRecord, setRecord } from "../edits.ts"
import { isSafeUrl, OUTSIDE } from "../safe-url.ts"
import { useCardEdits } from "../useCardEdits.ts"
import classes from "./fields.module.css"
import { None } from "./None.tsx"
import { RecordForm } from "./RecordForm.tsx"

/** Where the electronic record of this work is kept: the system, the id there, the address. */
export function RecordLinks({ cardId, registers }: { cardId: string; registers: Registers }) {
  const session = useBoardSession()
  const { canEdit, edit, editWithUndo } = useCardEdits(cardId)
  const [editing, setEditing] = useState<string>()
  const links = recordLinksOf(registers)
  const close = () => setEditing(undefined)
  return (
    <div className={classes.records}>
      {links.map((link) =>
        editing === link.linkId ? (
          <RecordForm
            key={link.linkId}
            link={link}
            onCancel={close}
            onSave={(draft) => {
              edit((edited) => setRecord(edited, link.linkId, draft) ?? [])
              close()
            }}
          />
        ) : (
          <RecordRow
            key={link.linkId}
            link={link}
            canEdit={canEdit}
            onEdit={() => setEditing(link.linkId)}
            onRemove={() => editWithUndo(words.recordRemoved, (edited) => removeRecord(edited, link.linkId))}
          />
        ),
      )}
      {editing === "new" && (
        <RecordForm
          onCancel={close}
          onSave={(draft) => {
            edit((edited) => setRecord(edited, session.newId(), draft) ?? [])
            close()
          }}
        />
      )}
      {canEdit && editing !== "new" && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          className={classes.quietAdd}
          leftSection={<IconPlus size={14} />}
          onClick={() => setEditing("new")}
        >
          {words.addRecord}
        </Button>
      )}
      {!canEdit && links.length === 0 && <None />}
    </div>
  )
}

interface RecordRowProps {
  readonly link: RecordLink
  readonly canEdit: boolean
  readonly onEdit: () => void
  readonly onRemove: () => void
}

function RecordRow({ link, canEdit, onEdit, onRemove }: RecordRowProps) {
  const name = [link.system, link.id].filter(Boolean).join(" ") || link.url
  return (
    <div className={classes.record}>
      {isSafeUrl(link.url) ? (
        <a href={link.url} {...OUTSIDE} title={link.url}>
          {name}
          <IconExternalLink size={13} aria-hidden="true" />
          <span className="visually-hidden">{words.opensInNewTab}</span>
        </a>
      ) : (
        <span>{name}</span>
      )}
      {canEdit && (
        <>
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={words.editRecord(name)} onClick={onEdit}>
            <IconPencil size={14} />
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={words.removeRecord(name)} onClick={onRemove}>
            <IconX size={14} />
          </ActionIcon>
        </>
      )}
    </div>
  )
}

import { can } from "../../shared/rules/permission.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { perSession } from "../hooks/per-session.ts"
import { useMe, useMeta } from "../hooks/useBoard.ts"
import { useExternal } from "../hooks/useExternal.ts"
import { cell } from "../sync/external.ts"
import { Dialog } from "../ui/Dialog.tsx"
import { settings as words } from "../words/en/settings.ts"
import { AgendaSettings } from "./AgendaSettings.tsx"
import classes from "./board-settings.module.css"
import { EditableText } from "./EditableText.tsx"
import { renameBoard } from "./edits.ts"
import { FieldSettings } from "./FieldSettings.tsx"
import { LabelSettings } from "./LabelSettings.tsx"
import { RoleSettings } from "./RoleSettings.tsx"
import type { Editing, Saved } from "./templates/editing.ts"
import { TemplateEditor } from "./templates/TemplateEditor.tsx"
import { TemplateSettings } from "./templates/TemplateSettings.tsx"
import { useBoardEdits } from "./useBoardEdits.ts"

interface BoardSettingsProps {
  readonly opened: boolean
  readonly onClose: () => void
}

/** What the board itself defines. Every change is live for everybody at once. Stands inside a board session. */
export function BoardSettings({ opened, onClose }: BoardSettingsProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={words.board} size="lg">
      {opened && <Sections />}
    </Dialog>
  )
}

/** A template that is being changed stays here until it is saved or left, also when the dialog is closed meanwhile. */
const editing = perSession(() => cell<Editing | undefined>(undefined))
const lastSaved = perSession(() => cell<Saved | undefined>(undefined))

function Sections() {
  const session = useBoardSession()
  const edited = editing(session)
  const now = useExternal(edited)
  const saved = lastSaved(session)
  const done = useExternal(saved)
  if (!now) return <Lists saved={done} onEdit={edited.set} />
  return (
    <TemplateEditor
      editing={now}
      onChange={edited.set}
      onDone={(next) => {
        edited.set(undefined)
        saved.set(next)
        focusOn(now.draft.id)
      }}
    />
  )
}

/** Back to where the template was opened from, once the list is there again. */
const focusOn = (id: string): void =>
  void setTimeout(() => document.querySelector<HTMLElement>(`[data-edit="${CSS.escape(id)}"]`)?.focus())

function Lists({ saved, onEdit }: { saved: Saved | undefined; onEdit: (editing: Editing) => void }) {
  const meta = useMeta()
  const { apply } = useBoardEdits()
  const isReadOnly = !can(useMe()?.role, "board.arrange")
  return (
    <div className={classes.sections}>
      {isReadOnly && <p className={classes.note}>{words.readOnly}</p>}
      <EditableText
        label={words.boardName}
        value={typeof meta.name === "string" ? meta.name : ""}
        maxLength={200}
        isReadOnly={isReadOnly}
        check={(name) => (name.trim() === "" ? words.needName : undefined)}
        onCommit={(name) => apply((now) => renameBoard(now, name))}
      />
      <LabelSettings isReadOnly={isReadOnly} />
      <FieldSettings isReadOnly={isReadOnly} />
      <RoleSettings isReadOnly={isReadOnly} />
      <AgendaSettings isReadOnly={isReadOnly} />
      <TemplateSettings saved={saved} onEdit={onEdit} />
    </div>
  )
}

import { can } from "../../shared/rules/permission.ts"
import { useMe, useMeta } from "../hooks/useBoard.ts"
import { Dialog } from "../ui/Dialog.tsx"
import { settings as words } from "../words/en/settings.ts"
import classes from "./board-settings.module.css"
import { EditableText } from "./EditableText.tsx"
import { renameBoard } from "./edits.ts"
import { FieldSettings } from "./FieldSettings.tsx"
import { LabelSettings } from "./LabelSettings.tsx"
import { RoleSettings } from "./RoleSettings.tsx"
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

function Sections() {
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
    </div>
  )
}

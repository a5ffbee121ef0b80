import { IconPlus } from "@tabler/icons-react"
import { useState } from "react"
import { board as words } from "../../words/en/board.ts"
import { useBoardActions, useBoardUi } from "../useBoardUi.ts"
import classes from "./lanes.module.css"
import { NameField } from "./NameField.tsx"

export function AddLane() {
  const ui = useBoardUi()
  const actions = useBoardActions()
  const [isOpen, setOpen] = useState(false)
  if (!isOpen)
    return (
      <button type="button" className={classes.addLane} onClick={() => setOpen(true)}>
        <IconPlus size={16} aria-hidden="true" />
        {words.addLane}
      </button>
    )
  return (
    <div className={classes.addLaneForm}>
      <NameField
        label={words.addLaneName}
        value=""
        placeholder={words.addLaneName}
        onDone={(name) => {
          setOpen(false)
          const lane = name?.trim() ? actions.addLane(name, "active") : undefined
          if (lane !== undefined) requestAnimationFrame(() => ui.showLane(lane))
        }}
      />
    </div>
  )
}

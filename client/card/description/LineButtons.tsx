import { IconCheckbox, IconGavel } from "@tabler/icons-react"
import type { Editor } from "@tiptap/react"
import { huddle as words } from "../../words/en/huddle.ts"
import type { LineTools } from "./Description.tsx"
import classes from "./description.module.css"
import { lineAt } from "./line-tools.ts"

const KINDS = [
  { kind: "action", Icon: IconCheckbox, word: words.action, label: words.lineAsAction },
  { kind: "decision", Icon: IconGavel, word: words.decision, label: words.lineAsDecision },
] as const

/** For the line that the caret is in. */
export function LineButtons({ editor, tools }: { editor: Editor; tools: LineTools }) {
  return (
    <span className={classes.lineTools}>
      {KINDS.map(({ kind, Icon, word, label }) => (
        <button
          key={kind}
          type="button"
          className={`${classes.tool} ${classes.lineTool}`}
          tabIndex={-1}
          aria-label={label}
          title={label}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => tools.onLine(kind, lineAt(editor.state))}
        >
          <Icon size={16} aria-hidden="true" />
          {word}
        </button>
      ))}
    </span>
  )
}

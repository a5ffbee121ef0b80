import {
  IconBlockquote,
  IconBold,
  IconCode,
  IconHeading,
  IconItalic,
  IconList,
  IconListNumbers,
} from "@tabler/icons-react"
import { type Editor, useEditorState } from "@tiptap/react"
import type { KeyboardEvent, ReactNode } from "react"
import { card as words } from "../../words/en/card.ts"
import classes from "./description.module.css"
import { LinkButton } from "./LinkButton.tsx"

const TOOLS = [
  { name: "bold", Icon: IconBold, run: (editor: Editor) => editor.chain().focus().toggleBold().run() },
  { name: "italic", Icon: IconItalic, run: (editor: Editor) => editor.chain().focus().toggleItalic().run() },
  { name: "code", Icon: IconCode, run: (editor: Editor) => editor.chain().focus().toggleCode().run() },
  {
    name: "heading",
    Icon: IconHeading,
    run: (editor: Editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  { name: "bulletList", Icon: IconList, run: (editor: Editor) => editor.chain().focus().toggleBulletList().run() },
  {
    name: "orderedList",
    Icon: IconListNumbers,
    run: (editor: Editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    name: "blockquote",
    Icon: IconBlockquote,
    run: (editor: Editor) => editor.chain().focus().toggleBlockquote().run(),
  },
] as const

/** A few formats; everything else comes from typing Markdown. One stop of the Tab key, arrows go from tool to tool. */
export function Toolbar({ editor, children }: { readonly editor: Editor; readonly children?: ReactNode }) {
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) => TOOLS.map((tool) => now.isActive(tool.name)).join(),
  }).split(",")
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={words.formatting} onKeyDown={roam}>
      {TOOLS.map(({ name, Icon, run }, i) => (
        <button
          key={name}
          type="button"
          className={classes.tool}
          tabIndex={i === 0 ? 0 : -1}
          aria-label={words.format[name]}
          title={words.format[name]}
          aria-pressed={active[i] === "true"}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => run(editor)}
        >
          <Icon size={16} aria-hidden="true" />
        </button>
      ))}
      <LinkButton editor={editor} />
      {children}
    </div>
  )
}

function roam(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0
  const tools = [...event.currentTarget.querySelectorAll<HTMLElement>(`.${classes.tool}`)]
  const at = tools.indexOf(document.activeElement as HTMLElement)
  if (step === 0 || at < 0) return
  event.preventDefault()
  tools[(at + step + tools.length) % tools.length]?.focus()
}

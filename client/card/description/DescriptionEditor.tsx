import { EditorContent, useEditor, useEditorState } from "@tiptap/react"
import { useEffect, useMemo, useRef } from "react"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import type { Me, TextSession } from "../../sync/board-session.ts"
import { useTyping } from "../fields/useTyping.ts"
import { isSafeUrl } from "../safe-url.ts"
import type { LongTextProps } from "./Description.tsx"
import classes from "./description.module.css"
import { descriptionExtensions } from "./extensions.ts"
import { LineButtons } from "./LineButtons.tsx"
import { turnLine } from "./line-tools.ts"
import { Toolbar } from "./Toolbar.tsx"
import { useExcerpt } from "./useExcerpt.ts"
import type { Gate } from "./useText.ts"

interface DescriptionEditorProps extends LongTextProps {
  readonly text: TextSession
  readonly me: Me
  readonly gate: Gate
}

/** The editor itself; a chunk of its own. It is made only when the text is there and the gate is open. */
export function DescriptionEditor(props: DescriptionEditorProps) {
  const { cardId, text, me, gate, label } = props
  const session = useBoardSession()
  const typing = useTyping(cardId, props.register)
  const tools = useRef(props.lineTools)
  tools.current = props.lineTools
  const extensions = useMemo(() => descriptionExtensions(text, me.name), [text, me.name])
  const editor = useEditor(
    {
      extensions,
      shouldRerenderOnTransaction: false,
      editorProps: {
        attributes: {
          class: `${classes.prose} tl-prose`,
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": label,
        },
        handleClick: (_view, _position, event) => openLink(event),
        handleKeyDown: (view, event) => turnLine(view.state, event, tools.current) || leaveOnEscape(event),
      },
      onFocus: typing.onFocus,
      onBlur: typing.onBlur,
    },
    [extensions],
  )
  useEffect(() => gate.onShut(() => editor.destroy()), [gate, editor])
  useExcerpt(session, props.hasExcerpt ? cardId : undefined, text, editor)
  const isEmpty = useEditorState({ editor, selector: ({ editor: now }) => now.isEmpty })
  return (
    <div className={classes.editor}>
      <Toolbar editor={editor}>{props.lineTools && <LineButtons editor={editor} tools={props.lineTools} />}</Toolbar>
      <div className={classes.page} data-placeholder={isEmpty ? props.placeholder : undefined}>
        <EditorContent editor={editor} />
      </div>
    </div>
  )
}

/** A plain click puts the caret; with Ctrl or Cmd the link opens. */
function openLink(event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest("a") : null
  const href = link?.getAttribute("href") ?? ""
  if (!(event.ctrlKey || event.metaKey) || !isSafeUrl(href)) return false
  window.open(href, "_blank", "noopener,noreferrer")
  return true
}

/** The first Esc leaves the text, the next one closes the panel. */
function leaveOnEscape(event: KeyboardEvent): boolean {
  if (event.key !== "Escape" || !(event.target instanceof HTMLElement)) return false
  event.preventDefault()
  event.target.closest<HTMLElement>("[data-card-panel]")?.focus()
  return true
}

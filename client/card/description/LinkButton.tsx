import { Button, Popover } from "@mantine/core"
import { IconLink } from "@tabler/icons-react"
import { type Editor, useEditorState } from "@tiptap/react"
import { useState } from "react"
import { card as words } from "../../words/en/card.ts"
import fields from "../fields/fields.module.css"
import { urlFromTyped } from "../safe-url.ts"
import classes from "./description.module.css"

export function LinkButton({ editor }: { editor: Editor }) {
  const [isOpen, setOpen] = useState(false)
  const href = useEditorState({
    editor,
    selector: ({ editor: now }) => (now.isActive("link") ? String(now.getAttributes("link").href ?? "") : ""),
  })
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.tool}
          tabIndex={-1}
          aria-label={words.format.link}
          title={words.format.link}
          aria-pressed={href !== ""}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setOpen(!isOpen)}
        >
          <IconLink size={16} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <LinkForm key={String(isOpen)} editor={editor} href={href} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function LinkForm({ editor, href, onDone }: { editor: Editor; href: string; onDone: () => void }) {
  const [typed, setTyped] = useState(href)
  const [isWrong, setWrong] = useState(false)
  const set = () => {
    const url = urlFromTyped(typed)
    setWrong(url === undefined)
    if (url === undefined) return
    setLink(editor, url)
    onDone()
  }
  const remove = () => {
    editor.chain().focus().extendMarkRange("link").unsetLink().run()
    onDone()
  }
  return (
    <form
      className={classes.linkForm}
      onSubmit={(event) => {
        event.preventDefault()
        set()
      }}
    >
      <input
        className={fields.input}
        aria-label={words.linkAddress}
        placeholder="https://"
        inputMode="url"
        value={typed}
        aria-invalid={isWrong}
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {isWrong && (
        <p className={fields.refusal} role="alert">
          {words.recordBadUrl}
        </p>
      )}
      <div className={fields.inline}>
        <Button type="submit" size="compact-sm">
          {words.setLink}
        </Button>
        {href !== "" && (
          <Button size="compact-sm" variant="default" onClick={remove}>
            {words.removeLink}
          </Button>
        )}
      </div>
    </form>
  )
}

/** On the selection or the link at the caret; with neither, the address itself becomes the text. */
function setLink(editor: Editor, href: string): void {
  const needsText = editor.state.selection.empty && !editor.isActive("link")
  if (needsText)
    editor
      .chain()
      .focus()
      .insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] })
      .run()
  else editor.chain().focus().extendMarkRange("link").setLink({ href }).run()
}

import { isChangeOrigin } from "@tiptap/extension-collaboration"
import type { Editor } from "@tiptap/react"
import { useEffect } from "react"
import { readTextJson } from "../../../shared/doc/rich-text.ts"
import { plainText } from "../../../shared/model/rich-text.ts"
import type { BoardSession, TextSession } from "../../sync/board-session.ts"
import { setExcerpt } from "../edits.ts"

const SETTLED_MS = 1_500

/** Whoever types keeps the first words on the card's face: when the typing settles, on leaving, and at the end. */
export function useExcerpt(session: BoardSession, cardId: string | undefined, text: TextSession, editor: Editor): void {
  useEffect(() => {
    if (cardId === undefined) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const keep = () => {
      clearTimeout(timer)
      if (timer === undefined) return
      timer = undefined
      const registers = session.model.card(cardId)
      if (registers) session.edit(setExcerpt({ id: cardId, registers }, plainText(readTextJson(text.doc))))
    }
    const onUpdate = ({ transaction }: { transaction: Parameters<typeof isChangeOrigin>[0] }) => {
      // What others typed they keep themselves.
      if (isChangeOrigin(transaction)) return
      clearTimeout(timer)
      timer = setTimeout(keep, SETTLED_MS)
    }
    editor.on("update", onUpdate)
    editor.on("blur", keep)
    return () => {
      editor.off("update", onUpdate)
      editor.off("blur", keep)
      keep()
    }
  }, [session, cardId, text, editor])
}

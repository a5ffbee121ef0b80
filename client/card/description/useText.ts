import { useCallback, useEffect, useState, useSyncExternalStore } from "react"
import { readTextJson } from "../../../shared/doc/rich-text.ts"
import type { RichText } from "../../../shared/model/rich-text.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import type { TextSession } from "../../sync/board-session.ts"
import { watchGate } from "./schema-gate.ts"

/** The card's long text for as long as this is on the screen. */
export function useText(textId: string): TextSession | undefined {
  const session = useBoardSession()
  const [text, setText] = useState<TextSession>()
  useEffect(() => {
    const opened = session.openText(textId)
    setText(opened)
    return () => {
      setText(undefined)
      opened.close()
    }
  }, [session, textId])
  return text
}

const NEVER = () => () => {}

export function useIsReady(text: TextSession | undefined): boolean {
  return useSyncExternalStore(text?.ready.subscribe ?? NEVER, () => text?.ready.get() ?? false)
}

/** Whether something of the text is stored and cannot be read. */
export function useIsCut(text: TextSession | undefined): boolean {
  return useSyncExternalStore(text?.damage.subscribe ?? NEVER, () => text?.damage.get() !== undefined)
}

export interface Gate {
  readonly state: "unchecked" | "open" | "shut"
  /** What must stop at once when the gate shuts: the editor puts its end here. */
  onShut(stop: () => void): void
}

/** Whether this version understands the whole text. It is watched from before the editor is made until after it is gone. */
export function useGate(text: TextSession | undefined, isReady: boolean): Gate {
  const [gate, setGate] = useState<Gate>(UNCHECKED)
  useEffect(() => {
    if (!text || !isReady) return
    let stop = () => {}
    let isShut = false
    const onShut = (next: () => void) => {
      stop = next
    }
    const unwatch = watchGate(text.fragment, () => {
      isShut = true
      stop()
      setGate({ state: "shut", onShut })
    })
    if (!isShut) setGate({ state: "open", onShut })
    return () => {
      unwatch()
      setGate(UNCHECKED)
    }
  }, [text, isReady])
  return gate
}
const UNCHECKED: Gate = { state: "unchecked", onShut: () => {} }

const EMPTY: RichText = []

/** The text as plain data, read again when it has changed. */
export function useTextJson(text: TextSession): RichText {
  const [json, setJson] = useState(EMPTY)
  const read = useCallback(() => setJson(readTextJson(text.doc)), [text])
  useEffect(() => {
    let frame = 0
    const onUpdate = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(read)
    }
    read()
    text.doc.on("update", onUpdate)
    return () => {
      cancelAnimationFrame(frame)
      text.doc.off("update", onUpdate)
    }
  }, [text, read])
  return json
}

import { useEffect, useMemo, useState } from "react"
import { readTextJson } from "../../shared/doc/rich-text.ts"
import type { Handoff } from "../../shared/handoff/handoff.ts"
import { sheetOf, textIdOf } from "../../shared/handoff/sheet.ts"
import type { Sheet } from "../../shared/handoff/step.ts"
import type { HandoffTemplate } from "../../shared/handoff/template.ts"
import { templateFor } from "../../shared/handoff/templates/templates.ts"
import type { Registers } from "../../shared/model/board-view.ts"
import { plainText } from "../../shared/model/rich-text.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useBoardView, useMeta } from "../hooks/useBoard.ts"
import { useSheet } from "../hooks/useHandoffs.ts"
import type { BoardSession } from "../sync/board-session.ts"

/** A handoff's sheet as it stands now; `isWhole` once its long texts are here. */
export interface LiveSheet extends Sheet {
  readonly registers: Registers
  readonly isWhole: boolean
}

export function useTemplate(handoff: Pick<Handoff, "template">): HandoffTemplate | undefined {
  const meta = useMeta()
  return useMemo(() => templateFor(meta, handoff.template), [meta, handoff.template])
}

const EMPTY: Registers = {}

export function useLiveSheet(handoff: Handoff): LiveSheet | undefined {
  const template = useTemplate(handoff)
  const registers = useSheet(handoff.id) ?? EMPTY
  const texts = useLongTexts(handoff.id, template)
  return useMemo(
    () => template && { ...sheetOf(registers, texts ?? {}, template), registers, isWhole: texts !== undefined },
    [registers, texts, template],
  )
}

/**
 * The sheets of several handoffs as they stand now, for a list of them: undefined until the long texts of one are here.
 * Draws again on every change of the board, which a list that is open for a moment may.
 */
export function useLiveSheets(
  handoffs: readonly Handoff[],
): (handoff: Handoff) => LiveSheet | "unknown-template" | undefined {
  const session = useBoardSession()
  const meta = useMeta()
  useBoardView()
  const [texts, setTexts] = useState<ReadonlyMap<string, Texts>>(new Map())
  const wanted = handoffs.map((handoff) => [handoff.id, ...longKeys(templateFor(meta, handoff.template))].join(" "))
  const list = wanted.join("\n")
  useEffect(() => {
    const stops = (list === "" ? [] : list.split("\n")).map((line) => {
      const [id = "", ...keys] = line.split(" ")
      return watchTexts(session, id, keys, (now) => setTexts((all) => new Map(all).set(id, now)))
    })
    return () => {
      for (const stop of stops) stop()
    }
  }, [session, list])
  return (handoff) => {
    const template = templateFor(meta, handoff.template)
    if (!template) return "unknown-template"
    const registers = session.model.sheet(handoff.id) ?? EMPTY
    const words = texts.get(handoff.id)
    return words && { ...sheetOf(registers, words, template), registers, isWhole: true }
  }
}

const longKeys = (template: HandoffTemplate | undefined): readonly string[] =>
  template?.fields.filter(({ type }) => type === "long").map(({ key }) => key) ?? []

type Texts = Readonly<Record<string, string>>

/** The plain words of all long fields; undefined until each of them is here. */
function useLongTexts(handoff: string, template: HandoffTemplate | undefined): Texts | undefined {
  const session = useBoardSession()
  const [texts, setTexts] = useState<Texts>()
  const list = longKeys(template).join(" ")
  useEffect(() => watchTexts(session, handoff, list === "" ? [] : list.split(" "), setTexts), [session, handoff, list])
  return texts
}

function watchTexts(session: BoardSession, handoff: string, keys: readonly string[], tell: (texts: Texts) => void) {
  const opened = keys.map((key) => ({ key, text: session.openText(textIdOf(handoff, key)) }))
  let frame: ReturnType<typeof setTimeout> | undefined
  const read = () => {
    frame = undefined
    if (opened.every(({ text }) => text.ready.get()))
      tell(Object.fromEntries(opened.map(({ key, text }) => [key, plainText(readTextJson(text.doc))])))
  }
  const later = () => {
    frame ??= setTimeout(read)
  }
  const stops = opened.map(({ text }) => {
    text.doc.on("update", later)
    const stop = text.ready.subscribe(later)
    return () => {
      stop()
      text.doc.off("update", later)
      text.close()
    }
  })
  read()
  return () => {
    clearTimeout(frame)
    for (const stop of stops) stop()
  }
}

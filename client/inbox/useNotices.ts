import { useEffect, useRef } from "react"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useExternal } from "../hooks/useExternal.ts"
import { board as boardWords } from "../words/en/board.ts"
import { inbox as words } from "../words/en/inbox.ts"
import { goToNeed } from "./go-to-need.ts"
import { needKey } from "./needs.ts"
import { noticeChoice, noticeState, showNotice } from "./notices.ts"
import { useNeeds } from "./useNeeds.ts"

/** Tells of what is new since the last look, and only while nobody looks at this tab. */
export function useNotices(): void {
  const { model } = useBoardSession()
  const needs = useNeeds()
  const choice = useExternal(noticeChoice)
  const known = useRef<ReadonlySet<string> | undefined>(undefined)
  useEffect(() => {
    if (!needs) return
    const before = known.current
    known.current = new Set(needs.map(needKey))
    const fresh = before ? needs.filter((need) => !before.has(needKey(need))) : []
    const first = fresh[0]
    if (!first || !document.hidden || noticeState(choice) !== "on") return
    const title = model.card(first.card)?.title
    showNotice({
      title: fresh.length === 1 ? words.notice(first.kind) : words.noticeMany(fresh.length),
      body: choice.withWords ? String(title || boardWords.untitled) : words.noticeBody,
      tag: needKey(first),
      onClick: () => goToNeed(first),
    })
  }, [needs, choice, model])
}

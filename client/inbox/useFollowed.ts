/** Steps of handoffs for which I stand ready, or which I watch: told as they happen, here or as a notice of the browser. */
import { useEffect, useRef } from "react"
import { actionOf } from "../../shared/handoff/fold-handoff.ts"
import { isFollowing } from "../../shared/handoff/handoff.ts"
import type { HandoffAction } from "../../shared/handoff/transitions.ts"
import type { Entry } from "../../shared/model/entry.ts"
import { useTold } from "../history/useTold.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { toast } from "../ui/toast.ts"
import { inbox as words } from "../words/en/inbox.ts"
import { goTo } from "./go-to.ts"
import { noticeChoice, noticeState, showNotice } from "./notices.ts"

/** Reading, and every letter of a brief, are no steps. */
const QUIET: ReadonlySet<HandoffAction> = new Set(["see", "change", "watch", "back-up", "step-aside"])

export function useFollowed(): void {
  const session = useBoardSession()
  const told = useRef(useTold())
  told.current = useTold()
  useEffect(() => {
    const tell = (entry: Entry) => {
      const { sentence, titleOf, cardOf } = told.current
      const card = cardOf(entry)
      const text = words.followed(titleOf(card), sentence(entry))
      toast.say(text)
      const choice = noticeChoice.get()
      if (!document.hidden || noticeState(choice) !== "on" || card === undefined) return
      showNotice({
        title: words.followedNotice,
        body: choice.withWords ? text : words.noticeBody,
        tag: `followed-${entry.seq}`,
        onClick: () => goTo(card, { kind: "handoff" }),
      })
    }
    return session.onEntries((entries) => {
      const mine = session.me.get()?.actor
      for (const entry of entries) {
        const action = actionOf(entry)
        const handoff = session.model.handoff(String(entry.data?.handoff))
        if (action === undefined || QUIET.has(action) || !handoff || mine === undefined) continue
        if (entry.actor !== mine && isFollowing(handoff, mine)) tell(entry)
      }
    })
  }, [session])
}

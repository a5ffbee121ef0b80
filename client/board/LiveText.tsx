import { useExternal } from "../hooks/useExternal.ts"
import { useBoardUi } from "./useBoardUi.ts"

/** What screen readers are told while cards are carried and things happen. */
export function LiveText() {
  const text = useExternal(useBoardUi().live)
  return (
    <div className="visually-hidden" role="status" aria-live="assertive" aria-atomic="true" data-live="">
      {text}
    </div>
  )
}

import { Alert } from "@mantine/core"
import { useState } from "react"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useExternal } from "../hooks/useExternal.ts"
import { common } from "../words/en/common.ts"
import { sync as words } from "../words/en/sync.ts"

/** Says that this browser keeps nothing, before more is typed. */
export function StorageBanner() {
  const storage = useExternal(useBoardSession().storage)
  const [isRead, setRead] = useState(false)
  if (storage !== "failed" || isRead) return null
  const { title, text } = words.storageFailed
  return (
    <Alert
      role="alert"
      color="yellow"
      radius={0}
      title={title}
      withCloseButton
      closeButtonLabel={common.close}
      onClose={() => setRead(true)}
    >
      {text}
    </Alert>
  )
}

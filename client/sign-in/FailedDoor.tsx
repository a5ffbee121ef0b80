import { ErrorState } from "../ui/ErrorState.tsx"
import { common } from "../words/en/common.ts"
import { DoorPage } from "./DoorPage.tsx"

/** The link could not be looked at: no network, or too many tries. */
export function FailedDoor({ problem, onRetry }: { problem: unknown; onRetry: () => Promise<void> }) {
  return (
    <DoorPage title={common.appName}>
      <ErrorState problem={problem} onRetry={() => void onRetry()} />
    </DoorPage>
  )
}

import { Notice } from "./Notice.tsx"
import { sync as words } from "./words/en/sync.ts"

export function MissingScreen() {
  return <Notice title={words.notFound} actions={[{ label: words.toBoards, href: "/" }]} />
}

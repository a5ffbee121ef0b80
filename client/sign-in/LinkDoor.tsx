import { type ReactNode, useState } from "react"
import { api, isGone } from "../api/client.ts"
import { LoadingState } from "../ui/LoadingState.tsx"
import { useRemote } from "../ui/useRemote.ts"
import { signIn as words } from "../words/en/sign-in.ts"
import { IncompleteLink } from "./DeadLink.tsx"
import { FailedDoor } from "./FailedDoor.tsx"
import { takeToken } from "./one-time-token.ts"

interface LinkDoorProps<T> {
  /** The address that says what a token is for. */
  readonly peek: string
  /** What is shown when the link has been used, has ended or was taken back, also while its form is filled in. */
  readonly gone: ReactNode
  readonly children: (link: T, token: string, onGone: () => void) => ReactNode
}

/** A door that a link opens: what stands behind it, or why it stays shut. */
export function LinkDoor<T>(props: LinkDoorProps<T>) {
  const [token] = useState(takeToken)
  return token === undefined ? <IncompleteLink /> : <Peeked {...props} token={token} />
}

function Peeked<T>({ peek, gone, children, token }: LinkDoorProps<T> & { readonly token: string }) {
  const { state, refresh } = useRemote(() => api.post<T>(peek, { token }))
  const [isOver, setOver] = useState(false)
  if (isOver) return gone
  if (state.kind === "loading") return <LoadingState label={words.opening} />
  if (state.kind === "ready") return children(state.value, token, () => setOver(true))
  return isGone(state.problem) ? gone : <FailedDoor problem={state.problem} onRetry={refresh} />
}

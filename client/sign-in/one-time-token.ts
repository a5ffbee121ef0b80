/**
 * Tokens come in the address's fragment, which browsers never send. They leave the address bar at once, so that no
 * shoulder, screenshot or bookmark keeps them; the entry of this tab's history holds them until they are spent, so that a
 * reload does not lose them.
 */

interface TokenState {
  readonly oneTimeToken?: unknown
}

export function takeToken(): string | undefined {
  const inAddress = decode(location.hash.slice(1))
  if (inAddress !== "") {
    history.replaceState({ oneTimeToken: inAddress }, "", location.pathname + location.search)
    return inAddress
  }
  const kept = (history.state as TokenState | null)?.oneTimeToken
  return typeof kept === "string" ? kept : undefined
}

/** After it was used: nothing of it stays in this tab. */
export function spendToken(): void {
  history.replaceState(null, "", location.pathname + location.search)
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment).trim()
  } catch {
    // A stray percent sign: not one of our tokens, and the server will say so.
    return fragment
  }
}

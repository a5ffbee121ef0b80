/**
 * Whose page sends this request? A browser adds the cookie to requests of any page, and the Origin header says which page
 * it was. Programs send neither cookie nor Origin; what they may do stands in their bearer token or ticket.
 */
export interface OriginFacts {
  readonly origin: string | undefined
  readonly secFetchSite: string | undefined
  readonly host: string | undefined
  /** The request carries a session cookie, so a browser may have added it without being asked. */
  readonly hasCookie: boolean
  readonly hasBearer: boolean
}

export function isOriginFine(facts: OriginFacts, allowedOrigins: readonly string[]): boolean {
  // A page of another origin cannot add this header without our leave, so whoever did holds the token.
  if (facts.hasBearer) return true
  if (facts.origin !== undefined) return allowedOrigins.includes(facts.origin) || isSameHost(facts.origin, facts.host)
  return !facts.hasCookie || facts.secFetchSite === "same-origin"
}

/** Compares host and port only: behind a proxy that ends TLS the server does not see the page's scheme. */
function isSameHost(origin: string, host: string | undefined): boolean {
  if (host === undefined || !/^https?:\/\//.test(origin)) return false
  try {
    return new URL(origin).host === host.toLowerCase()
  } catch {
    // An Origin that is no URL (such as "null") is nobody's page.
    return false
  }
}

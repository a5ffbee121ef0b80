/** Where to go after signing in. Only addresses of this very server, and never back to the door. */
export function nextAddress(search: string, origin: string): string {
  const asked = new URLSearchParams(search).get("next")
  if (asked === null || !/^\/(?![/\\])/.test(asked)) return "/"
  const url = parsed(asked, origin)
  if (url?.origin !== origin || DOORS.test(url.pathname)) return "/"
  return url.pathname + url.search + url.hash
}

const DOORS = /^\/(sign-in|setup|join|invite)(\/|$)/

function parsed(path: string, origin: string): URL | undefined {
  try {
    return new URL(path, origin)
  } catch {
    // Not an address at all.
    return undefined
  }
}

/** Pages that nobody sits in front of. */
export const isFramed = (path: string): boolean => path.startsWith("/embed/")
export const isUnattended = (path: string): boolean => path.startsWith("/kiosk/") || isFramed(path)

const RELOAD_AFTER_MS = 10_000

/** A piece of the page that does not come (the server is away, or has a new version) is waited for by loading anew. */
export async function onWall<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch {
    setTimeout(() => location.reload(), RELOAD_AFTER_MS)
    return new Promise(() => undefined)
  }
}

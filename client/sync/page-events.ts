/** What the browser tells about the page: the network is back, the page goes away. */
export interface PageListener {
  online(): void
  /** The device says that its network is gone; a socket would only notice much later. */
  offline(): void
  /** The page may never run again after this. */
  leaving(): void
  /** True when the person is to be asked before leaving. */
  hasUnsaved(): boolean
}

export function listenToPage(listener: PageListener): () => void {
  if (typeof window === "undefined") return () => {}
  const onHidden = () => {
    if (document.visibilityState === "hidden") listener.leaving()
    else listener.online()
  }
  const onLeaving = (event: BeforeUnloadEvent) => {
    listener.leaving()
    if (listener.hasUnsaved()) event.preventDefault()
  }
  window.addEventListener("online", listener.online)
  window.addEventListener("offline", listener.offline)
  window.addEventListener("pagehide", listener.leaving)
  window.addEventListener("beforeunload", onLeaving)
  document.addEventListener("visibilitychange", onHidden)
  return () => {
    window.removeEventListener("online", listener.online)
    window.removeEventListener("offline", listener.offline)
    window.removeEventListener("pagehide", listener.leaving)
    window.removeEventListener("beforeunload", onLeaving)
    document.removeEventListener("visibilitychange", onHidden)
  }
}

import { useEffect, useState } from "react"
import type { PixelSize } from "./letters.ts"

interface Viewport {
  /** What the page has. */
  readonly viewport: PixelSize
  /** The whole screen, whose diagonal was measured. */
  readonly screen: PixelSize
}

export function useViewport(): Viewport {
  const [size, setSize] = useState(measure)
  useEffect(() => {
    const again = () => setSize(measure())
    addEventListener("resize", again)
    return () => removeEventListener("resize", again)
  }, [])
  return size
}

function measure(): Viewport {
  const viewport = { width: innerWidth, height: innerHeight }
  return { viewport, screen: screen.width > 0 ? { width: screen.width, height: screen.height } : viewport }
}

import { Component, type ReactNode } from "react"
import { kiosk as words } from "../words/en/kiosk.ts"
import classes from "./kiosk.module.css"

const FIRST_WAIT_MS = 3_000
const LONGEST_WAIT_MS = 60_000

interface Props {
  readonly children: ReactNode
}
interface State {
  readonly failed: boolean
  /** A new number is a new start, with a projection loaded anew. */
  readonly start: number
}

/** A bug on a wall has nobody to press "try again": the screen begins again by itself, after a little longer each time. */
export class KioskBoundary extends Component<Props, State> {
  override state: State = { failed: false, start: 0 }
  #timer: ReturnType<typeof setTimeout> | undefined

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch(): void {
    const wait = Math.min(FIRST_WAIT_MS * 2 ** this.state.start, LONGEST_WAIT_MS)
    this.#timer = setTimeout(() => this.setState(({ start }) => ({ failed: false, start: start + 1 })), wait)
  }

  override componentWillUnmount(): void {
    clearTimeout(this.#timer)
  }

  override render(): ReactNode {
    if (this.state.failed) return <main className={classes.notice}>{words.again}</main>
    return <div key={this.state.start}>{this.props.children}</div>
  }
}

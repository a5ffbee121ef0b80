/** What the routes stand on. One object, made in app.ts, so that every route says what it needs by taking from it. */

import type { Instant } from "../../shared/time.ts"
import type { Access } from "../auth/access.ts"
import type { Asks } from "../auth/asks.ts"
import type { LiveAccess } from "../auth/live-access.ts"
import type { Passwords } from "../auth/passwords.ts"
import type { Pins } from "../auth/pins.ts"
import type { ScreenCodes } from "../auth/screen-codes.ts"
import type { Sessions } from "../auth/sessions.ts"
import type { SetUp } from "../auth/set-up.ts"
import type { Throttle } from "../auth/throttle.ts"
import type { Tickets } from "../auth/tickets.ts"
import type { Feeds } from "../feed/feeds.ts"
import type { StatusBook } from "../feed/status-book.ts"
import type { Sender } from "../mail/sender.ts"
import type { Metrics } from "../metrics.ts"
import type { Relay } from "../relay/relay.ts"
import type { Store } from "../store/store.ts"

/** What HTTP needs of the relay: every write goes through the same door as a write from a socket. */
export type BoardRelay = Pick<Relay, "here" | "damageOf" | "execute" | "edit" | "snapshot" | "subscribe" | "restored">

export interface Parts {
  readonly store: Store
  readonly relay: BoardRelay
  readonly feeds: Feeds
  readonly statusBook: StatusBook
  readonly screenCodes: ScreenCodes
  readonly access: Access
  readonly live: LiveAccess
  readonly passwords: Passwords
  readonly sessions: Sessions
  readonly setUp: SetUp
  readonly throttle: Throttle
  readonly pins: Pins
  readonly pinThrottle: Throttle
  readonly asks: Asks
  readonly tickets: Tickets
  /** Undefined where no mail server is configured. */
  readonly sender: Sender | undefined
  readonly metrics: Metrics
  readonly version: string
  /** Changes with every deployment. */
  readonly build: string
  now(): Instant
  /** The address that people type, for links; made from the request where none is configured. */
  publicUrl(request: { readonly protocol: string; readonly host: string }): string
  isSecure(request: { readonly protocol: string }): boolean
}

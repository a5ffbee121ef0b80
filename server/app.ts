/**
 * The wiring, all of it, in the order of the data's path: store → relay → HTTP and feed. Whoever wants to know who talks
 * to whom reads this file.
 */
import { accessSync, constants, mkdirSync } from "node:fs"
import type { AddressInfo } from "node:net"
import { fileURLToPath } from "node:url"
import type { ErrorCode } from "../shared/errors.ts"
import type { ActorId } from "../shared/ids.ts"
import type { Instant } from "../shared/time.ts"
import { createAccess } from "./auth/access.ts"
import { createAuthenticate } from "./auth/admit.ts"
import { createAsks } from "./auth/asks.ts"
import { createLiveAccess, type Ended, hasEnded } from "./auth/live-access.ts"
import { createPasswords, SCRYPT_COST, type ScryptCost } from "./auth/passwords.ts"
import { createPins, pinKeyOf } from "./auth/pins.ts"
import { createScreenCodes } from "./auth/screen-codes.ts"
import { screensWithout } from "./auth/screen-maker.ts"
import { createSessions } from "./auth/sessions.ts"
import { createSetUp } from "./auth/set-up.ts"
import { pinThrottle, signInThrottle } from "./auth/throttle.ts"
import { createTickets } from "./auth/tickets.ts"
import type { Config } from "./config.ts"
import { createFeeds } from "./feed/feeds.ts"
import { createStatusBook } from "./feed/status-book.ts"
import { newFastify, serveHttp } from "./http/http-server.ts"
import { peopleOf } from "./http/people.ts"
import { addressOf, protocolOf } from "./http/proxy.ts"
import { buildId } from "./http/static.ts"
import { loadCheckpointKey } from "./ledger/checkpoint-key.ts"
import { type LogStream, relayLog } from "./log.ts"
import { createPost } from "./mail/post.ts"
import { createSender } from "./mail/sender.ts"
import { createMetrics } from "./metrics.ts"
import { createRelay } from "./relay/relay.ts"
import { openStore } from "./store/open-store.ts"
import type { Store } from "./store/store.ts"

const VERSION = "0.1.0"
/** How long a request that is under way may take once the server ends. */
const LONGEST_REQUEST_MS = 5_000
const SIGN_IN_TRIES_PER_MINUTE = 5

export interface AppDeps {
  /** Opened from the settings when it is left out. */
  readonly store?: Store
  readonly log?: LogStream
  readonly now?: () => Instant
  /** Tests take a cheap one. */
  readonly scryptCost?: ScryptCost
  readonly signInTriesPerMinute?: number
  readonly clientFolder?: string
  /** How often the round of the mail looks who is due. */
  readonly mailEveryMs?: number
}

export interface App {
  /** `http://host:port`, where the server listens. */
  readonly url: string
  /** The one-time link that makes the owner's account, while nobody has one. */
  readonly setUpLink: string | undefined
  /** Ends feeds and sockets with a word, lets running requests finish, closes the store. */
  close(): Promise<void>
}

export async function createApp(config: Config, deps: AppDeps = {}): Promise<App> {
  const now = deps.now ?? Date.now
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  accessSync(config.dataDir, constants.W_OK)
  const store = deps.store ?? (await openStore(config))
  const { accounts } = store
  const metrics = createMetrics()
  const app = newFastify(config, deps.log)
  const clientFolder = deps.clientFolder ?? builtClient()
  const build = buildId(clientFolder)
  const sender = config.smtp && createSender(config.smtp)
  let isDraining = false

  const access = createAccess(store, config.adminToken, now)
  const live = createLiveAccess(access, now)
  const tickets = createTickets()
  const setUp = createSetUp(accounts, now)
  const isSecure = ({ protocol }: { protocol: string }) =>
    protocol === "https" || config.publicUrl?.startsWith("https:") === true
  const authenticate = createAuthenticate({
    ...{ access, tickets, now, allowedOrigins: config.allowedOrigins, watch: live.watch },
    isSecure: (request) => isSecure({ protocol: protocolOf(request, config.trustProxy) }),
  })

  const checkpointKey = loadCheckpointKey(config.dataDir)
  const relay = createRelay({
    ...{ store, authenticate, now, limits: config.limits, metrics: metrics.relay },
    ...{ checkpointKey, build },
    // The pages hold the same fold, so their build tells of it; the sources change without it.
    ...(isSource() ? {} : { foldVersion: build }),
    log: relayLog(app.log),
    addressOf: (request) => addressOf(request, config.trustProxy),
    onEntries: (board, entries) => post?.heard(board, entries),
  })
  const post =
    sender &&
    createPost({
      ...{ store, sender, now, publicUrl: config.publicUrl ?? "", log: relayLog(app.log) },
      snapshot: relay.snapshot,
      ...(deps.mailEveryMs === undefined ? {} : { everyMs: deps.mailEveryMs }),
    })
  const feeds = createFeeds({
    ...{ journal: store.journal, subscribe: relay.subscribe, damageOf: relay.damageOf, now, build },
    onOpen: metrics.feedOpened,
    onClose: metrics.feedClosed,
  })
  const statusBook = createStatusBook({
    snapshot: relay.snapshot,
    namesOf: async (board) => new Map((await peopleOf(store, board, now())).map(({ actor, name }) => [actor, name])),
    now,
  })
  live.closes((ended) =>
    relay.revokeWhere((principal, board) => hasEnded(ended, { ...principal, board }), closeCode(ended)),
  )
  live.closes(feeds.end)
  // After the sockets: what only they could have accepted comes back to its sender.
  live.closes((ended) => {
    bringBack(ended).catch((error: Error) => app.log.warn({ kind: error.name }, "offers not looked at"))
    endScreens(ended).catch((error: Error) => app.log.warn({ kind: error.name }, "shared screens not looked at"))
  })

  const sessions = createSessions(accounts, live, now)
  const passwords = createPasswords(deps.scryptCost ?? SCRYPT_COST)
  const triesPerMinute = deps.signInTriesPerMinute ?? SIGN_IN_TRIES_PER_MINUTE
  await serveHttp(app, {
    ...{ config, store, relay, feeds, statusBook, build, access, live, tickets, metrics, now, isSecure },
    sender,
    passwords,
    sessions,
    setUp,
    screenCodes: createScreenCodes(),
    throttle: signInThrottle(triesPerMinute),
    pins: createPins({ accounts, passwords, key: pinKeyOf(checkpointKey.privateKey), now }),
    pinThrottle: pinThrottle(triesPerMinute),
    asks: createAsks(),
    publicUrl: ({ protocol, host }) => config.publicUrl ?? `${protocol}://${host}`,
    version: VERSION,
    clientFolder,
    isDraining: () => isDraining,
  })
  app.server.on("upgrade", relay.handleUpgrade)
  // Fastify waits for open requests, and a feed is one that never ends by itself.
  app.addHook("preClose", async () => feeds.closeAll())

  try {
    await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    await store.close()
    throw error
  }
  const url = urlOf(app.server.address() as AddressInfo)
  const token = await setUp.start()
  const sweeping = setInterval(() => sweepSessions(store, now()), 3_600_000).unref()

  return {
    url,
    setUpLink: token === undefined ? undefined : `${config.publicUrl ?? url}/setup#${token}`,
    async close() {
      isDraining = true
      clearInterval(sweeping)
      live.stop()
      const late = setTimeout(() => app.server.closeAllConnections(), LONGEST_REQUEST_MS)
      await Promise.all([relay.drain(), app.close(), post?.close()])
      clearTimeout(late)
      await store.close()
    },
  }

  /** Whoever only signs out keeps their right. */
  async function bringBack(ended: Ended): Promise<void> {
    if ("session" in ended) return
    const link = "linkId" in ended ? await accounts.findLink({ id: ended.linkId }) : undefined
    await relay.crewChanged(link?.board ?? ("board" in ended ? ended.board : undefined))
  }

  /** Whose maker has lost the right to it; no request of theirs is answered any more, this ends what is connected. */
  async function endScreens(ended: Ended): Promise<void> {
    for (const { id, board } of await screensWithout(store, ended, now())) {
      await accounts.updateLink(id, { revokedAt: now() })
      await sessions.endAllOfLink(id)
      const actor = "system" as ActorId
      await relay.edit(board, { actor, role: "lead" }, [], {
        drafts: [{ actor, kind: "link.revoked", data: { link: id } }],
      })
    }
  }

  function sweepSessions(from: Store, at: Instant): void {
    from.accounts.deleteExpiredSessions(at).catch((error: Error) => app.log.warn({ kind: error.name }, "sweep failed"))
  }
}

/** From the sources (server/app.ts) and from the build (dist/server/main.js) the pages lie at different places. */
function builtClient(): string {
  return fileURLToPath(new URL(isSource() ? "../dist/client" : "../client", import.meta.url))
}

const isSource = (): boolean => import.meta.url.endsWith(".ts")

/** How a connection is told that its right has ended: sign in again, come again, or go. */
function closeCode(ended: Ended): ErrorCode {
  if ("session" in ended) return "unauthenticated"
  return "comesBack" in ended ? "room-reloaded" : "revoked"
}

function urlOf({ address, family, port }: AddressInfo): string {
  const host = address === "0.0.0.0" || address === "::" ? "localhost" : address
  return `http://${family === "IPv6" && host.includes(":") ? `[${host}]` : host}:${port}`
}

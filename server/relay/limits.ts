/**
 * Everything that a socket may cost us, in one table. Each figure can be changed by the configuration; the defaults hold
 * for a board of some three hundred people on two cores.
 */
import { LIMITS } from "../../shared/limits.ts"
import { MINUTE_MS, SECOND_MS } from "../../shared/time.ts"

export const RELAY_LIMITS = {
  // One message
  messageBytes: LIMITS.messageBytes,
  fragments: 64,
  bufferedChunks: 16_384,
  pendingPongs: 16,
  structsPerUpdate: 20_000,
  deletesPerUpdate: 100_000,
  /** Deeper JSON than any register needs; far below what would exhaust a stack anywhere. */
  jsonDepth: 12,
  textDepth: 32,
  textBytes: LIMITS.textBytes,
  /** An honest client archives. More deletions of whole things than this in one update are an attack, not a mistake. */
  removalsPerUpdate: 16,
  removalsPerConnection: 64,

  // One connection
  messagesPerSecond: 30,
  messageBurst: 300,
  bytesPerSecond: 256_000,
  byteBurst: 2_000_000,
  /** What may wait for tokens after the socket is paused: one read may bring thousands of tiny messages. */
  backlogMessages: 4_096,
  backlogBytes: 4_194_304,
  /** Time spent on one connection: this much per second, after the burst. Measured by the clock, so generous. */
  cpuMsPerSecond: 250,
  cpuBurstMs: 4_000,
  presencePerSecond: 20,
  presenceBytes: LIMITS.presenceBytes,
  syncStep1EveryMs: 250,

  // All connections
  sockets: 5_000,
  /** Many people may sit behind one address; loopback (a proxy, a test) is not counted. */
  socketsPerAddress: 200,

  // Unsent bytes of one connection
  stopUpdatesBytes: 262_144,
  stopPresenceBytes: 1_048_576,
  closeBytes: 4_194_304,
  resumeBytes: 65_536,

  // Time
  presenceFlushMs: 33,
  heartbeatMs: 5 * SECOND_MS,
  pingMs: 10 * SECOND_MS,
  deadPeerMs: 30 * SECOND_MS,
  idleRoomMs: MINUTE_MS,
  /** So long a board with records that cannot be read is kept, and then looked at again: it may have been repaired. */
  damagedRoomMs: 30 * SECOND_MS,
  idleTextMs: 30 * SECOND_MS,
  /** A text in which nobody has written costs nothing to open anew. */
  idleUnwrittenTextMs: 2 * SECOND_MS,
  entriesDelayMs: 200,
  checkpointMs: MINUTE_MS,
  textEntryMs: 5 * MINUTE_MS,
  /** Typing into an offered brief is noted at once and then this often. */
  sheetEntryMs: 10 * SECOND_MS,
  /** How often the clocks of handoffs are looked at. */
  alarmMs: 500,
  /** A store that takes longer than this is as good as broken for those who wait. */
  slowStoreMs: 1_500,
  retryMs: 250,
  retryMaxMs: 2 * SECOND_MS,

  // One board
  /** A flush stops taking more after this long, so that one storm never blocks the other boards. */
  flushBudgetMs: 20,
  /** Far beyond 10,000 cards with all their edits; only somebody who fills it on purpose comes here. */
  boardBytes: 67_108_864,
  /** Long texts that were ever written on one board; each is bounded by `textBytes`. */
  texts: 20_000,
  /** Texts that are open at once: by one person, also those in which nobody has written, and by all. */
  openTextsPerPerson: 200,
  openTexts: 5_000,
  /** What was taken back from one person and not seen by them yet. */
  refusalsPerPerson: 200,
  refusalCharsPerPerson: 1_048_576,
  /** The same of all people together. */
  refusalsPerBoard: 5_000,
  refusalCharsPerBoard: 16_777_216,
  inboxBytes: 33_554_432,
  inboxItems: 20_000,
  editChunk: 100,
  recentEntries: 1_000,
  joinTail: 50,
  checkpointEntries: 100,
  /** After so many entries the fold is kept anew; when everybody has left, after far fewer. */
  foldEntries: 5_000,
  foldEntriesWhenLeft: 500,
  compactUpdates: 500,
  compactBytes: 1_000_000,
}

export type RelayLimits = { readonly [K in keyof typeof RELAY_LIMITS]: number }

/**
 * What a connection may still send and cost. Each has buckets of its own, so many tabs of one person do not slow each other
 * down; but what a closed one used up is remembered for its actor until it is refilled, so that coming anew gives no new burst.
 */
import type { ActorId } from "../../shared/ids.ts"
import type { RelayLimits } from "./limits.ts"
import { TokenBucket } from "./token-bucket.ts"

export interface Share {
  readonly messages: TokenBucket
  readonly bytes: TokenBucket
  readonly cpu: TokenBucket
}

/** As many at most are remembered; beyond that the one that has been waiting longest goes. */
const MOST_REMEMBERED = 10_000

export class Shares {
  readonly #limits: RelayLimits
  readonly #left = new Map<ActorId, Share>()

  constructor(limits: RelayLimits) {
    this.#limits = limits
  }

  /** For a new connection. */
  begin(actor: ActorId, nowMs: number): Share {
    const left = this.#left.get(actor)
    if (left) return mapShare(left, (bucket) => bucket.copy(nowMs))
    const limits = this.#limits
    return {
      messages: new TokenBucket(limits.messagesPerSecond, limits.messageBurst, nowMs),
      bytes: new TokenBucket(limits.bytesPerSecond, limits.byteBurst, nowMs),
      cpu: new TokenBucket(limits.cpuMsPerSecond, limits.cpuBurstMs, nowMs),
    }
  }

  /**
   * When a connection closed. Of several the poorest counts: else an idle one, closed after it, would wash the other clean.
   * The buckets themselves are kept, because work that was begun for the connection is charged to them later.
   */
  end(actor: ActorId, share: Share, nowMs: number): void {
    const before = this.#left.get(actor)
    this.#left.delete(actor)
    const oldest = this.#left.keys().next().value
    if (this.#left.size >= MOST_REMEMBERED && oldest !== undefined) this.#left.delete(oldest)
    this.#left.set(
      actor,
      before
        ? mapShare(share, (bucket, key) => (bucket.isPoorerThan(before[key], nowMs) ? bucket : before[key]))
        : share,
    )
  }

  /** Forgets whoever has all of it again. */
  sweep(nowMs: number): void {
    for (const [actor, { messages, bytes, cpu }] of this.#left)
      if ([messages, bytes, cpu].every((bucket) => bucket.isFull(nowMs))) this.#left.delete(actor)
  }
}

const mapShare = (share: Share, each: (bucket: TokenBucket, key: keyof Share) => TokenBucket): Share => ({
  messages: each(share.messages, "messages"),
  bytes: each(share.bytes, "bytes"),
  cpu: each(share.cpu, "cpu"),
})

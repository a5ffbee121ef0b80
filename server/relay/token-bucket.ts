/** So much per second, after a burst. It may go into debt: the taker then waits until the debt is paid. */
export class TokenBucket {
  #tokens: number
  #at: number
  readonly #perSecond: number
  readonly #burst: number

  constructor(perSecond: number, burst: number, nowMs: number) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#tokens = burst
    this.#at = nowMs
  }

  take(amount: number, nowMs: number): void {
    this.#refill(nowMs)
    this.#tokens -= amount
  }

  /** Milliseconds until something may be taken again; 0 when it may be now. */
  waitMs(nowMs: number): number {
    this.#refill(nowMs)
    return this.#tokens > 0 ? 0 : Math.floor((-this.#tokens / this.#perSecond) * 1000) + 1
  }

  isFull(nowMs: number): boolean {
    this.#refill(nowMs)
    return this.#tokens >= this.#burst
  }

  /** Another bucket that begins with what is left in this one. */
  copy(nowMs: number): TokenBucket {
    this.#refill(nowMs)
    const copy = new TokenBucket(this.#perSecond, this.#burst, nowMs)
    copy.#tokens = this.#tokens
    return copy
  }

  isPoorerThan(other: TokenBucket, nowMs: number): boolean {
    this.#refill(nowMs)
    other.#refill(nowMs)
    return this.#tokens < other.#tokens
  }

  #refill(nowMs: number): void {
    this.#tokens = Math.min(this.#burst, this.#tokens + ((nowMs - this.#at) / 1000) * this.#perSecond)
    this.#at = nowMs
  }
}

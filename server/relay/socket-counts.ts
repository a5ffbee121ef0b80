/** How many sockets there are: in all, and from each address. Upgrades under way count from their first byte. */
export interface SocketLimits {
  readonly sockets: number
  readonly socketsPerAddress: number
}

export class SocketCounts {
  #all = 0
  readonly #byAddress = new Map<string, number>()
  readonly #limits: SocketLimits

  constructor(limits: SocketLimits) {
    this.#limits = limits
  }

  get all(): number {
    return this.#all
  }

  /** The way to give the place back, or undefined when there is none. */
  take(address: string): (() => void) | undefined {
    const here = this.#byAddress.get(address) ?? 0
    if (this.#all >= this.#limits.sockets) return undefined
    if (here >= this.#limits.socketsPerAddress && !isLoopback(address)) return undefined
    this.#all++
    this.#byAddress.set(address, here + 1)
    let isTaken = true
    return () => {
      if (!isTaken) return
      isTaken = false
      this.#all--
      const left = (this.#byAddress.get(address) ?? 1) - 1
      if (left === 0) this.#byAddress.delete(address)
      else this.#byAddress.set(address, left)
    }
  }
}

const isLoopback = (address: string): boolean => /^(::ffff:)?127\.|^::1$/.test(address)

/** What waits to be done, in order, and how many bytes of memory that is. */
import { bytesOf, type Work } from "./work.ts"

export class Inbox {
  #works: Work[] = []
  #bytes = 0

  get length(): number {
    return this.#works.length
  }

  get bytes(): number {
    return this.#bytes
  }

  /** The next works, without taking them. */
  peek(count: number): readonly Work[] {
    return this.#works.slice(0, count)
  }

  push(work: Work): void {
    this.#works.push(work)
    this.#bytes += bytesOf(work)
  }

  take(count: number): void {
    for (const work of this.#works.splice(0, count)) this.#bytes -= bytesOf(work)
  }

  takeWhere(isMeant: (work: Work) => boolean): readonly Work[] {
    const taken = this.#works.filter(isMeant)
    this.#works = this.#works.filter((work) => !isMeant(work))
    for (const work of taken) this.#bytes -= bytesOf(work)
    return taken
  }

  putBack(works: readonly Work[]): void {
    this.#works.unshift(...works)
    for (const work of works) this.#bytes += bytesOf(work)
  }
}

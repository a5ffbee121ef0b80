/**
 * What every journey starts from: a running product, and people who open it, each in a browser of their own. Whatever a
 * page complains about (an exception, an error in the console, a breach of the content policy) fails the journey, unless
 * the journey says beforehand that it belongs to it.
 */
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from "@playwright/test"
import { Product } from "./product.ts"

export { expect, type Page }

/** Somebody with a browser. */
export interface Opened {
  readonly context: BrowserContext
  readonly page: Page
}
export interface OpenOptions extends BrowserContextOptions {
  /** The cookie of the session; without it nobody is signed in. */
  readonly cookie?: string
}

export class People {
  readonly #browser: Browser
  readonly #baseURL: string
  readonly #installsApp: boolean
  readonly #contexts: BrowserContext[] = []
  /** Who is not signed in yet is told so by the server, and browsers write every such answer into the console. */
  readonly #allowed: RegExp[] = [/status of 401 .*\/api\/v1\/me\)$/]
  readonly complaints: string[] = []

  constructor(browser: Browser, baseURL: string, installsApp: boolean) {
    this.#browser = browser
    this.#baseURL = baseURL
    this.#installsApp = installsApp
  }

  /** Complaints that are part of the journey, such as a network that is gone. */
  expectComplaints(...patterns: readonly RegExp[]): void {
    this.#allowed.push(...patterns)
  }

  async open({ cookie, ...options }: OpenOptions = {}): Promise<Opened> {
    const context = await this.#browser.newContext({
      baseURL: this.#baseURL,
      viewport: { width: 1280, height: 800 },
      reducedMotion: "reduce",
      serviceWorkers: this.#installsApp ? "allow" : "block",
      ...options,
    })
    this.#contexts.push(context)
    if (cookie !== undefined) {
      const [name, value] = cookie.split("=") as [string, string]
      await context.addCookies([{ name, value, url: this.#baseURL, httpOnly: true, sameSite: "Lax" }])
    }
    context.on("weberror", (error) => this.#complain(`exception: ${error.error().stack ?? error.error().message}`))
    context.on("console", (message) => {
      if (message.type() === "error") this.#complain(`console: ${message.text()} (${message.location().url})`)
    })
    return { context, page: await context.newPage() }
  }

  async leave(): Promise<void> {
    for (const context of this.#contexts) await context.close()
  }

  #complain(words: string): void {
    if (!this.#allowed.some((pattern) => pattern.test(words))) this.complaints.push(words)
  }
}

interface OfJourney {
  /** People of the shared product. */
  readonly people: People
  /** Whether the clock of the journey's own server can be put forward; said with `test.use`. */
  readonly movesClock: boolean
  /**
   * Whether browsers keep the whole app for offline use, said with `test.use` where a network or a server goes away or a new
   * version comes. It costs more than a second of processor time for everybody who opens a page.
   */
  readonly installsApp: boolean
  /** A server of the journey's own: untouched, or to be ended. */
  readonly ownProduct: Product
  /** People of the journey's own product. */
  readonly ownPeople: People
}
interface OfWorker {
  readonly product: Product
  /** The cookie of an account that owns the shared product. */
  readonly owner: string
}

export const test = base.extend<OfJourney, OfWorker>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner wants a pattern here
    async ({}, use) => {
      const product = await Product.start()
      await use(product)
      await product.end()
    },
    { scope: "worker" },
  ],
  owner: [async ({ product }, use) => use(await product.signUp("olga", "Olga Owner", true)), { scope: "worker" }],
  movesClock: [false, { option: true }],
  installsApp: [false, { option: true }],
  ownProduct: async ({ movesClock }, use) => {
    const product = await Product.start({ movesClock })
    await use(product)
    await product.end()
  },
  people: async ({ browser, product, installsApp }, use) => gather(new People(browser, product.url, installsApp), use),
  ownPeople: async ({ browser, ownProduct, installsApp }, use) =>
    gather(new People(browser, ownProduct.url, installsApp), use),
})

async function gather(people: People, use: (people: People) => Promise<void>): Promise<void> {
  await use(people)
  await people.leave()
  expect(people.complaints, "no page complained").toEqual([])
}

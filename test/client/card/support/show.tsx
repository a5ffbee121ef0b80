/** Puts a part of the card panel on a page of its own, around a session without a relay, and acts like a person. */
import { act, type ReactNode } from "react"
import { createRoot, type Root } from "react-dom/client"
import { afterEach, vi } from "vitest"
import { BoardSessionProvider } from "../../../../client/hooks/BoardSessionProvider.tsx"
import { UiProvider } from "../../../../client/ui/UiProvider.tsx"
import type { Entry } from "../../../../shared/model/entry.ts"
import { isOfGroup, type KindGroup } from "../../../../shared/model/kind-groups.ts"
import type { Person } from "../../../../shared/wire/http.ts"
import type { FakeSession } from "../../support/fake-session.ts"

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

let root: Root | undefined
afterEach(async () => {
  await act(async () => root?.unmount())
  root = undefined
  document.body.innerHTML = ""
  vi.unstubAllGlobals()
})

export interface ServerSays {
  readonly people?: readonly Person[]
  readonly entries?: readonly Entry[]
}

/** What the server answers to the two questions that the panel asks. */
export function serve({ people = [], entries = [] }: ServerSays = {}): string[] {
  const asked: string[] = []
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url)
    const body = url.includes("/ledger") ? { entries: pageOf(entries, new URL(url, "http://here")) } : people
    return new Response(JSON.stringify(body), { status: 200, headers: { "content-type": "application/json" } })
  })
  return asked
}

function pageOf(entries: readonly Entry[], { searchParams }: URL): readonly Entry[] {
  const before = Number(searchParams.get("before") ?? Number.POSITIVE_INFINITY)
  const since = Number(searchParams.get("since") ?? 0)
  const isNewestFirst = searchParams.get("newestFirst") === "true"
  const [card, actor, about] = ["card", "actor", "about"].map((name) => searchParams.get(name))
  const asked = entries.filter(
    (entry) =>
      entry.seq > since &&
      entry.seq < before &&
      (!card || entry.card === card) &&
      (!actor || entry.actor === actor) &&
      (!about || isOfGroup(entry.kind, about as KindGroup)),
  )
  return asked
    .sort((a, b) => (isNewestFirst ? b.seq - a.seq : a.seq - b.seq))
    .slice(0, Number(searchParams.get("limit")))
}

export async function show(session: FakeSession, part: ReactNode): Promise<HTMLElement> {
  // The editor is a chunk of its own; here it is there at once.
  await import("../../../../client/card/description/DescriptionEditor.tsx")
  const place = document.createElement("div")
  document.body.append(place)
  root = createRoot(place)
  await act(async () =>
    root?.render(
      <UiProvider env="test">
        <BoardSessionProvider session={session}>{part}</BoardSessionProvider>
      </UiProvider>,
    ),
  )
  return place
}

/** The person goes elsewhere. */
export const leave = (): Promise<void> => doing(() => root?.unmount())

/** Anything that changes what is on the screen goes through here. */
export const doing = async (work: () => unknown): Promise<void> => {
  await act(async () => {
    await work()
  })
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const nameOf = (element: Element) =>
  element.getAttribute("aria-label") ??
  [...((element as HTMLInputElement).labels ?? [])].map((l) => l.textContent).join() ??
  ""

/** The field with this label. */
export function field<T extends Field = HTMLTextAreaElement>(name: string): T {
  const found = [...document.querySelectorAll<T>("input, textarea, select")].find((one) => nameOf(one) === name)
  if (!found)
    throw new Error(
      `no field "${name}" in: ${[...document.querySelectorAll("input, textarea, select")].map(nameOf).join(" | ")}`,
    )
  return found
}

export function button(name: string): HTMLElement {
  const all = [...document.querySelectorAll<HTMLElement>("button, [role=menuitem], [role=menuitemcheckbox]")]
  const found = all.find((one) => (one.getAttribute("aria-label") ?? one.textContent?.trim()) === name)
  if (!found)
    throw new Error(
      `no button "${name}" in: ${all.map((one) => one.getAttribute("aria-label") ?? one.textContent).join(" | ")}`,
    )
  return found
}

export const press = (name: string): Promise<void> => doing(() => button(name).click())

/** Sets the value as the browser does, so that React hears of it. */
export async function type(into: Field, text: string): Promise<void> {
  const proto = Object.getPrototypeOf(into) as object
  const set = Object.getOwnPropertyDescriptor(proto, "value")?.set
  await doing(() => {
    into.focus()
    set?.call(into, text)
    into.dispatchEvent(new Event(into instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }))
  })
}

export const key = (on: Element, name: string, more: KeyboardEventInit = {}): Promise<void> =>
  doing(() => on.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...more })))

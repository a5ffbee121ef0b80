/** Renders a screen in a happy-dom page and finds things the way people do: by role, name and label. */
import { act, type ReactNode } from "react"
import { createRoot, type Root } from "react-dom/client"
import { afterEach } from "vitest"
import { UiProvider } from "../../../client/ui/UiProvider.tsx"

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

let root: Root | undefined

async function leave(): Promise<void> {
  await act(async () => root?.unmount())
  root = undefined
  document.body.replaceChildren()
}
afterEach(leave)

/** One screen at a time: what was shown before goes. */
export async function show(screen: ReactNode): Promise<void> {
  await leave()
  const host = document.body.appendChild(document.createElement("div"))
  root = createRoot(host)
  await act(async () => root?.render(<UiProvider env="test">{screen}</UiProvider>))
}

/** Waits until `look` finds something; what it does in between happens inside React's act. */
export async function found<T>(look: () => T | undefined | null | false): Promise<T> {
  for (let turn = 0; turn < 400; turn++) {
    const thing = look()
    if (thing) return thing
    await act(async () => new Promise((resolve) => setTimeout(resolve, 5)))
  }
  throw new Error(`not found on the screen:\n${text()}`)
}

const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)]
const nameOf = (element: Element) => element.getAttribute("aria-label") ?? element.textContent ?? ""

/** Everything that is written on the screen, without the style sheets that the kit puts there. */
export function text(): string {
  const copy = document.body.cloneNode(true) as HTMLElement
  for (const style of copy.querySelectorAll("style")) style.remove()
  return copy.textContent ?? ""
}
export const heading = (name: string) => all("h1,h2,h3").find((element) => element.textContent === name)
export const button = (name: string | RegExp) =>
  all("button").find((element) => (typeof name === "string" ? nameOf(element) === name : name.test(nameOf(element)))) as
    | HTMLButtonElement
    | undefined

/** The input that belongs to a label, through the label's own `for`. */
export function input(label: string): HTMLInputElement {
  const owner = all("label").find((element) => element.textContent?.replace(/\s*\*$/, "") === label)
  const id = owner?.getAttribute("for")
  const direct = all("[aria-label]").find((element) => element.getAttribute("aria-label") === label)
  const field = id ? document.getElementById(id) : (owner?.querySelector("input") ?? direct)
  if (!field) throw new Error(`no field is labelled ${label}`)
  return field as HTMLInputElement
}

/** What a screen reader adds to a field: its help and its error. */
export const describedBy = (field: Element): string =>
  (field.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .map((id) => document.getElementById(id)?.textContent ?? "")
    .join(" ")

export async function type(field: HTMLInputElement | HTMLSelectElement, value: string): Promise<void> {
  await act(async () => {
    const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set
    setter?.call(field, value)
    field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }))
  })
}

export async function press(target: HTMLElement | undefined | null): Promise<void> {
  if (!target) throw new Error("nothing to press")
  await act(async () => target.click())
}

export async function leaveField(field: HTMLElement): Promise<void> {
  await act(async () => {
    field.focus()
    field.blur()
  })
}

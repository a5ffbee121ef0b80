/** Mounts the real board screen over a session in memory. The layout engine is missing, so every element has a size. */
import { act } from "react"
import { createRoot, type Root } from "react-dom/client"
import { vi } from "vitest"
import { BoardScreen } from "../../../client/board/BoardScreen.tsx"
import { BoardSessionProvider } from "../../../client/hooks/BoardSessionProvider.tsx"
import { UiProvider } from "../../../client/ui/UiProvider.tsx"
import type { FakeSession } from "../support/fake-session.ts"

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

export interface BoardOnScreen {
  readonly card: (id: string) => HTMLElement | null
  readonly live: () => string
  readonly press: (key: string, more?: KeyboardEventInit) => Promise<void>
  readonly type: (text: string) => Promise<void>
  readonly click: (element: Element | null | undefined) => Promise<void>
  readonly focus: (id: string) => Promise<void>
  readonly button: (name: string) => HTMLElement | undefined
  readonly act: (work: () => void) => Promise<void>
  readonly close: () => Promise<void>
}

const settle = () => new Promise<void>((resolve) => setTimeout(resolve))

export async function renderBoard(session: FakeSession): Promise<BoardOnScreen> {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(600)
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(300)
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(100)
  vi.stubGlobal(
    "fetch",
    async () => new Response(JSON.stringify([{ actor: "user:ben", name: "Ben", role: "member", crewRoles: [] }])),
  )
  const container = document.createElement("div")
  document.body.replaceChildren(container)
  let root: Root | undefined
  const during = (work: () => void) =>
    act(async () => {
      work()
      await settle()
    })
  await during(() => {
    root = createRoot(container)
    root.render(
      <UiProvider env="test">
        <BoardSessionProvider session={session}>
          <BoardScreen />
        </BoardSessionProvider>
      </UiProvider>,
    )
  })
  const card = (id: string) => document.querySelector<HTMLElement>(`[data-card="${id}"]`)
  return {
    card,
    live: () => document.querySelector("[data-live]")?.textContent ?? "",
    press: (key, more = {}) =>
      during(() => {
        const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more })
        ;(document.activeElement ?? document.body).dispatchEvent(event)
      }),
    type: (text) => during(() => typeInto(document.activeElement, text)),
    click: (element) => during(() => (element as HTMLElement).click()),
    focus: (id) => during(() => card(id)?.focus()),
    button: (name) =>
      [...document.querySelectorAll<HTMLElement>("button, [role^='menuitem']")].find(
        (button) => (button.getAttribute("aria-label") ?? button.textContent) === name,
      ),
    act: during,
    close: () => during(() => root?.unmount()),
  }
}

/** React listens to the input event and asks the field itself for its value. */
function typeInto(field: Element | null, text: string): void {
  if (!(field instanceof HTMLTextAreaElement) && !(field instanceof HTMLInputElement))
    throw new Error("no field has the focus")
  const prototype = Object.getPrototypeOf(field) as object
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, text)
  field.dispatchEvent(new Event("input", { bubbles: true }))
}

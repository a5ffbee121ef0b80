// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest"
import { returnFocusTo } from "../../../client/ui/last-focus.ts"

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

const button = (): HTMLButtonElement => document.body.appendChild(document.createElement("button"))

describe("giving the focus back", () => {
  it("goes to where a dialog was asked for, unless the focus has found a place of its own", () => {
    const [opener, other] = [button(), button()]
    returnFocusTo(opener, null)
    expect(document.activeElement).toBe(opener)
    other.focus()
    returnFocusTo(opener, null)
    expect(document.activeElement).toBe(other)
  })

  it("is quiet when the page is gone by then", () => {
    const opener = button()
    opener.remove()
    vi.stubGlobal("document", undefined)
    expect(() => returnFocusTo(opener, null)).not.toThrow()
    expect(() => returnFocusTo(undefined, undefined)).not.toThrow()
    vi.unstubAllGlobals()
  })
})

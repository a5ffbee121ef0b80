import { expect, it } from "vitest"
import { isOriginFine } from "../../../server/auth/origin.ts"

const base = {
  origin: undefined,
  secFetchSite: undefined,
  host: "board.example:4400",
  hasCookie: true,
  hasBearer: false,
}
const ALLOWED = ["https://app.example"]

it.each([
  ["our own page", { origin: "http://board.example:4400" }, true],
  ["our own page behind TLS", { origin: "https://board.example:4400" }, true],
  ["a page in the list", { origin: "https://app.example" }, true],
  ["another port", { origin: "http://board.example:9999" }, false],
  ["another host", { origin: "http://evil.example" }, false],
  ["a host that ends like ours", { origin: "http://evil-board.example:4400" }, false],
  ["the list's host by http", { origin: "http://app.example" }, false],
  ["null", { origin: "null" }, false],
  ["no URL", { origin: "board.example:4400" }, false],
  ["a file", { origin: "file://board.example:4400" }, false],
  ["a cookie without an Origin", {}, false],
  ["a cookie, no Origin, same-origin by the browser's word", { secFetchSite: "same-origin" }, true],
  ["a cookie, no Origin, same-site only", { secFetchSite: "same-site" }, false],
  ["a program without cookie", { hasCookie: false }, true],
  ["a foreign page without cookie", { hasCookie: false, origin: "http://evil.example" }, false],
  ["a bearer from anywhere", { hasBearer: true, origin: "http://evil.example" }, true],
  ["no host", { host: undefined, origin: "http://board.example:4400" }, false],
])("[T3] %s: %o → %s", (_name, facts, expected) => {
  expect(isOriginFine({ ...base, ...facts }, ALLOWED)).toBe(expected)
})

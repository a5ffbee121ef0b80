import { describe, expect, it } from "vitest"
import { autolink } from "../../../client/card/comments/autolink.ts"
import {
  mentionedIn,
  mentionPieces,
  mentionQueryAt,
  peopleMatching,
  withMention,
} from "../../../client/card/comments/mention.ts"
import { dueFromParts, duePartsOf, dueWords } from "../../../client/card/due.ts"
import { numberFrom } from "../../../client/card/fields/number-from.ts"
import { isSafeUrl, urlFromTyped } from "../../../client/card/safe-url.ts"
import { howLong } from "../../../client/card/time-words.ts"
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../shared/time.ts"
import { PEOPLE } from "./support/board.ts"

describe("addresses", () => {
  it.each([
    ["https://example.org/a?b=c#d", true],
    ["HTTP://example.org", true],
    ["mailto:ana@example.org", true],
    ["javascript:alert(1)", false],
    ["JaVaScRiPt:alert(1)", false],
    ["data:text/html,<script>", false],
    ["file:///etc/passwd", false],
    ["//example.org", false],
    ["https://exa mple.org", false],
    ["", false],
  ])("%s is kept as a link: %s", (url, isSafe) => expect(isSafeUrl(url)).toBe(isSafe))
  it.each([
    ["example.org/x", "https://example.org/x"],
    [" https://example.org ", "https://example.org"],
    ["ana@example.org", "mailto:ana@example.org"],
    ["javascript:alert(1)", undefined],
    ["just words", undefined],
  ])("%s is meant as %s", (typed, url) => expect(urlFromTyped(typed)).toBe(url))
  it("are found in plain words without the sentence around them", () => {
    expect(autolink("See https://a.example/x. Or (mailto:a@b.example)! javascript:alert(1)")).toEqual([
      { text: "See " },
      { text: "https://a.example/x", href: "https://a.example/x" },
      { text: ". Or (" },
      { text: "mailto:a@b.example", href: "mailto:a@b.example" },
      { text: ")! javascript:alert(1)" },
    ])
    expect(autolink("https://en.example/wiki/A_(b)")[0]?.href).toBe("https://en.example/wiki/A_(b)")
  })
})

describe("mentions", () => {
  it.each([
    ["hello @an", 9, "an"],
    ["@", 1, ""],
    ["@Ana Le", 7, "Ana Le"],
    ["mail a@b", 8, undefined],
    ["@ana\nnext", 9, undefined],
    ["no one", 6, undefined],
  ])("in %j with the caret at %i look for %j", (text, caret, query) =>
    expect(mentionQueryAt(text, caret)?.query).toBe(query),
  )
  it("offer people by the beginning of any of their names", () => {
    expect(peopleMatching(PEOPLE, "a").map((person) => person.name)).toEqual(["Ada", "Ana Lee"])
    expect(peopleMatching(PEOPLE, "lee").map((person) => person.name)).toEqual(["Ana Lee"])
  })
  it("put the whole name in place of what was typed", () => {
    expect(withMention("hi @an there", 6, 3, "Ana Lee")).toEqual({ text: "hi @Ana Lee there", caret: 12 })
  })
  it("are those whose whole name stands in the text, the longest first", () => {
    const people = [...PEOPLE, { actor: "user:ana2", name: "Ana" }]
    expect(mentionedIn("@Ana Lee and @Bo, not @Bobby", people)).toEqual(["user:ana", "user:bo"])
    expect(mentionPieces("hi @Bo!", people)).toEqual([
      { text: "hi " },
      { text: "@Bo", mention: "user:bo" },
      { text: "!" },
    ])
  })
})

describe("due dates", () => {
  const now = new Date("2026-11-24T09:00").getTime()
  it("are a day, or a moment on the reader's clock", () => {
    expect(duePartsOf("2026-11-24")).toEqual({ date: "2026-11-24", time: "" })
    expect(duePartsOf(undefined)).toEqual({ date: "", time: "" })
    const moment = dueFromParts({ date: "2026-11-24", time: "17:30" })!
    expect(moment).toMatch(/^2026-11-2\dT\d\d:\d\dZ$/)
    expect(duePartsOf(moment)).toEqual({ date: "2026-11-24", time: "17:30" })
    expect(dueFromParts({ date: "", time: "12:00" })).toBeNull()
  })
  it.each([
    ["2026-11-24", "today", "soon"],
    ["2026-11-25", "tomorrow", "calm"],
    ["2026-12-01", "in 7 days", "calm"],
    ["2026-11-23", "1 day late", "late"],
    ["2026-11-20", "4 days late", "late"],
  ])("%s reads as %s", (due, text, tone) => expect(dueWords(due, now)).toEqual({ text, tone }))
  it("with a time count hours and minutes", () => {
    const at = (minutes: number) => new Date(now + minutes * MINUTE_MS).toISOString()
    expect(dueWords(at(90), now)).toEqual({ text: "in 1 hour", tone: "soon" })
    expect(dueWords(at(30), now)).toEqual({ text: "in 30 minutes", tone: "soon" })
    expect(dueWords(at(-150), now)).toEqual({ text: "2 hours late", tone: "late" })
  })
})

describe("numbers and spans as people write them", () => {
  it.each([
    ["12", 12],
    ["-3.5", -3.5],
    ["12,5", 12.5],
    ["1 200", 1200],
    ["1,200,000.5", 1_200_000.5],
    ["twelve", undefined],
    ["1.2.3", undefined],
  ])("%s is %s", (typed, number) => expect(numberFrom(typed)).toBe(number))
  it.each([
    [30_000, "less than a minute"],
    [5 * MINUTE_MS, "5 min"],
    [3 * HOUR_MS + 5 * MINUTE_MS, "3 h 5 min"],
    [DAY_MS + 6 * HOUR_MS, "1 d 6 h"],
    [20 * DAY_MS, "20 d"],
  ])("%i ms is %s", (ms, words) => expect(howLong(ms)).toBe(words))
})

import { describe, expect, it } from "vitest"
import { type BoardNews, composeConfirmation, composeDigest, composeUrgent } from "../../../server/mail/compose.ts"
import { freshOf, isWorthTelling, needKeys, urgentKeys, urgentOf } from "../../../server/mail/due.ts"
import { oneLine } from "../../../server/mail/message.ts"

const TO = {
  name: "Ana <script>",
  address: "ana@example.org",
  publicUrl: "https://board.example.org",
  unsubscribe: "stop-token",
  slot: "1",
}
const need = (over: Partial<BoardNews["needs"][number]> = {}): BoardNews["needs"][number] => ({
  ...{ kind: "offer", card: "card-1", severity: "routine", since: 1, due: null, handoff: "h-1" },
  ...{ title: "Checkout", isLate: false },
  ...over,
})
const news = (over: Partial<BoardNews> = {}): BoardNews => ({
  ...{ id: "B".repeat(22), name: "Ward 7", needs: [need()], missed: { changes: 3, cards: 2, isCut: false } },
  ...over,
})
const NOTHING = { changes: 0, cards: 0, isCut: false }

describe("a digest", () => {
  it("says what needs the person and how much others did, with a link to each card", () => {
    const { subject, text, html, to } = composeDigest([news()], TO)
    expect({ subject, to }).toEqual({ subject: "1 thing needs you", to: "ana@example.org" })
    expect(text).toContain(`* Offered to you: Checkout\n  https://board.example.org/b/${"B".repeat(22)}?card=card-1`)
    expect(text).toContain("Since you left: 3 changes by others on 2 cards.")
    expect(text).toContain("Stop these mails: https://board.example.org/mail/stop#stop-token")
    expect(html).toContain(`href="https://board.example.org/b/${"B".repeat(22)}?card=card-1"`)
  })

  it("leaves out boards of which there is nothing to tell", () => {
    const { text } = composeDigest([news(), news({ name: "Quiet", needs: [], missed: NOTHING })], TO)
    expect(text).toContain("Ward 7")
    expect(text).not.toContain("Quiet")
  })

  it("lists the first twenty things and counts the others", () => {
    const { text } = composeDigest([news({ needs: Array.from({ length: 25 }, () => need()) })], TO)
    expect(text.match(/^\* /gm)).toHaveLength(20)
    expect(text).toContain("And 5 more.")
  })

  it("[T9] escapes whatever people typed, and lets no words become a header or a line of their own", () => {
    const evil = "</a><script>alert(1)</script>\r\nBcc: all@example.org\u2028\u202egnp.exe"
    const { html, text, subject } = composeDigest(
      [news({ name: evil, needs: [need({ title: evil, card: '"><b>' })] })],
      TO,
    )
    expect(html).not.toMatch(/<script|<b>/)
    expect(html).toContain("&lt;script&gt;")
    expect(text).not.toMatch(/^Bcc/m)
    expect(text).not.toContain("\u202e")
    expect(subject).toBe("1 thing needs you")
  })

  it("has the same id for the same slot and another one for another", () => {
    const id = (slot: string) => composeDigest([news()], { ...TO, slot }).id
    expect(id("1")).toBe(id("1"))
    expect(id("1")).not.toBe(id("2"))
    expect(id("1")).toMatch(/^<[0-9a-f]{32}@board\.example\.org>$/)
  })
})

it("names in an urgent mail only what is urgent", () => {
  const both = news({ needs: [need({ title: "Late", severity: "critical", isLate: true }), need({ title: "Calm" })] })
  const { text, subject } = composeUrgent(urgentOf([both]), TO)
  expect(subject).toBe("Critical: nobody has taken it")
  expect(text).toContain("Late")
  expect(text).not.toContain("Calm")
})

it("sends the confirmation's token in the fragment, and no way to stop what has not begun", () => {
  const { text, unsubscribeUrl } = composeConfirmation(TO, "proof")
  expect(text).toContain("https://board.example.org/mail/confirm#proof")
  expect(unsubscribeUrl).toBeUndefined()
})

it("makes one line of many and cuts the endless", () => {
  expect(oneLine("  a\tb\n\nc\u0000 ")).toBe("a b c")
  expect(oneLine("x".repeat(500))).toHaveLength(200)
})

describe("worth telling", () => {
  const told = (needs: readonly string[]) => ({ needs, urgent: [] })
  it.each([
    ["in the morning, something that waits", "morning", [news({ missed: NOTHING })], [], true],
    ["in the morning, what waited yesterday too", "morning", [news()], needKeys([news()]), true],
    ["in the morning, what others did", "morning", [news({ needs: [] })], [], true],
    ["not: nothing", "morning", [news({ needs: [], missed: NOTHING })], [], false],
    ["by the hour, something new that waits", "hourly", [news()], [], true],
    ["not by the hour: what was told", "hourly", [news()], needKeys([news()]), false],
    ["not by the hour: what others did", "hourly", [news({ needs: [] })], [], false],
    ["never, when it is off", "off", [news()], [], false],
  ] as const)("is %s", (_name, frequency, boards, known, expected) => {
    expect(isWorthTelling({ frequency, told: told(known) }, boards)).toBe(expected)
  })

  it("counts an urgent handoff once, whatever the next step calls it", () => {
    const first = urgentOf([news({ needs: [need({ severity: "critical", isLate: true })] })])
    const later = urgentOf([news({ needs: [need({ severity: "critical", isLate: true, kind: "escalated" })] })])
    expect(freshOf(first, [])).toHaveLength(1)
    expect(freshOf(later, urgentKeys(first))).toHaveLength(0)
  })
})

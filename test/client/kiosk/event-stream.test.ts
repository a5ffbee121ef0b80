import * as fc from "fast-check"
import { expect, it } from "vitest"
import { eventReader } from "../../../client/kiosk/event-stream.ts"

const STREAM = [
  "retry: 1000\n\n",
  'id: 7\nevent: entry\ndata: {"seq":7,"kind":"card.moved"}\n\n',
  'event: rows\ndata: {"seq":7,"cards":{"a: b":null}}\n\n',
  "id: 7\nevent: heartbeat\ndata: {}\n\n",
].join("")
const EVENTS = [
  { event: "entry", id: 7, data: '{"seq":7,"kind":"card.moved"}' },
  { event: "rows", id: undefined, data: '{"seq":7,"cards":{"a: b":null}}' },
  { event: "heartbeat", id: 7, data: "{}" },
]

it("reads the same events however the text is cut", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(STREAM.length), { maxLength: 20 }), (cuts) => {
      const read = eventReader()
      const at = [0, ...cuts.sort((a, b) => a - b), STREAM.length]
      const events = at.slice(1).flatMap((end, piece) => read(STREAM.slice(at[piece], end)))
      expect(events).toEqual(EVENTS)
    }),
  )
})

it("gives nothing of an event that is not complete", () => {
  expect(eventReader()("event: entry\ndata: {}\n")).toEqual([])
})

/** Reads server-sent events from text as it comes in pieces. Only what our feed uses: event, id and data on one line each. */
export interface StreamEvent {
  readonly event: string
  readonly id: number | undefined
  readonly data: string
}

/** Give it the pieces in order; it gives back the events that are complete. */
export function eventReader(): (piece: string) => readonly StreamEvent[] {
  let rest = ""
  return (piece) => {
    rest += piece
    const blocks = rest.split("\n\n")
    rest = blocks.pop() ?? ""
    return blocks.map(eventOf).filter((event) => event !== undefined)
  }
}

function eventOf(block: string): StreamEvent | undefined {
  const fields = new Map(block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), textAfterColon(line)]))
  const [event, data, id] = [fields.get("event"), fields.get("data"), fields.get("id")]
  if (event === undefined || data === undefined) return undefined
  return { event, data, id: id !== undefined && /^\d+$/.test(id) ? Number(id) : undefined }
}

const textAfterColon = (line: string): string => line.slice(line.indexOf(":") + 1).replace(/^ /, "")

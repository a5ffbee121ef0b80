/** The lines of a stream of text as they come; a last line without an end counts too. */
export async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let rest = ""
  for (;;) {
    const { done, value } = await reader.read()
    rest += done ? decoder.decode() : decoder.decode(value, { stream: true })
    const lines = rest.split("\n")
    rest = done ? "" : (lines.pop() ?? "")
    for (const line of lines) if (line.trim() !== "") yield line
    if (done) return
  }
}

/**
 * Loaded into the server's process before the server itself: collects garbage when the soak asks over the process's channel,
 * and says what is still held. Needs `--expose-gc`.
 */
process.on("message", (asked) => {
  if (asked !== "sample") return
  globalThis.gc()
  const { heapUsed, external, rss } = process.memoryUsage()
  process.send({ heldBytes: heapUsed + external, rssBytes: rss, handles: process.getActiveResourcesInfo().length })
})
// The channel must not keep a server alive that wants to end.
process.channel.unref()

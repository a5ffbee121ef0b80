/** After a batch is stored, and only then: the others get the update, the authors their acknowledgement, everybody the entries. */
import type { Batch } from "./batch.ts"
import type { Followers } from "./followers.ts"

export function broadcastUpdates(batch: Batch): void {
  for (const [channel, update] of batch.updates) {
    const frame = channel.published(update)
    const authors = batch.authors.get(channel)
    const isEcho = authors?.size === 1 && !batch.countered.has(channel)
    for (const connection of channel.connections) {
      // The only author has all of it already.
      if (isEcho && authors.has(connection)) continue
      if (!connection.outbox.sendWhileInTime(frame)) connection.hadBefore ??= channel.stateVectorBefore(update)
    }
  }
}

export function answerAuthors(batch: Batch, followers: Followers): void {
  const { seq, hash, at } = batch.context.state.chain.head
  for (const run of batch.after) run()
  for (const [connection, count] of batch.acks) connection.send("saved", { count, seq, hash, at })
  followers.published(batch.entries, batch.hasPromises)
}

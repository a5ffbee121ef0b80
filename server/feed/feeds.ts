/** All open feeds: how many there may be, and the end of those whose right has ended. */
import type { ServerResponse } from "node:http"
import type { ActorId } from "../../shared/ids.ts"
import { type Ended, hasEnded } from "../auth/live-access.ts"
import { Feed, type FeedParts, type FeedReader } from "./feed.ts"

/** A wall has one screen; more feeds than these are a mistake or an attack. */
const MOST_OF_ONE = 50
const MOST_IN_ALL = 5_000

/** A feed that is being got ready. A right that ends meanwhile would otherwise be missed: nothing is open yet. */
export interface ComingFeed {
  hasEnded(reader: FeedReader): boolean
  done(): void
}

export interface Feeds {
  /** Before the right of whoever asks is looked at for the last time. */
  begin(): ComingFeed
  /** Whether there is room for another feed of this actor. */
  hasRoom(actor: ActorId): boolean
  open(response: ServerResponse, reader: FeedReader): void
  /** Ends the feeds of those whose right has ended. */
  end(ended: Ended): void
  closeAll(): void
}

export function createFeeds(parts: FeedParts): Feeds {
  const feeds = new Set<Feed>()
  const coming = new Set<Ended[]>()
  const perActor = new Map<ActorId, number>()
  const count = (actor: ActorId, by: number) => {
    const left = (perActor.get(actor) ?? 0) + by
    if (left > 0) perActor.set(actor, left)
    else perActor.delete(actor)
  }
  return {
    begin() {
      const ended: Ended[] = []
      coming.add(ended)
      return {
        hasEnded: (reader) => ended.some((one) => hasEnded(one, reader)),
        done: () => void coming.delete(ended),
      }
    },
    hasRoom: (actor) => (perActor.get(actor) ?? 0) < MOST_OF_ONE && feeds.size < MOST_IN_ALL,
    open(response, reader) {
      const feed = new Feed(response, reader, parts, () => {
        if (feeds.delete(feed)) count(reader.actor, -1)
      })
      feeds.add(feed)
      count(reader.actor, 1)
      feed.start()
    },
    end(ended) {
      for (const noted of coming) noted.push(ended)
      const reason = "comesBack" in ended ? "changed" : "revoked"
      for (const feed of feeds) if (hasEnded(ended, feed.reader)) feed.close(reason)
    },
    closeAll() {
      for (const feed of feeds) feed.close("draining")
    },
  }
}

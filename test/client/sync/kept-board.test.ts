import { expect, it } from "vitest"
import { recallBoard } from "../../../client/sync/kept-board.ts"
import type { OfflineCopy } from "../../../client/sync/offline-copy.ts"
import { noPromises } from "../../../shared/promises/fold.ts"

const recalled = async (promises: unknown) =>
  (await recallBoard({ get: async (key: string) => (key === "promises" ? promises : undefined) } as OfflineCopy))
    .promises

it("takes up the promises that this version kept, and asks anew for what an older one kept without huddles", async () => {
  const { huddle: _, ...older } = noPromises()
  expect(await recalled(noPromises())).toEqual(noPromises())
  expect(await recalled(older)).toBeUndefined()
  expect(await recalled({ cards: {} })).toBeUndefined()
  expect(await recalled(undefined)).toBeUndefined()
})

/**
 * Signing out on a shared machine: what this browser keeps of boards and answers goes. Only a copy with work that was never
 * saved stays: it is kept under its owner's name, and sent when they come back.
 */
import { forgetReadDrafts } from "../handoff/read-drafts.ts"
import { isCopyName, isOfBoard } from "../sync/offline-copy.ts"
import { UNSAVED_KEY } from "../sync/unsaved-count.ts"
import { forgetAnswers } from "./kept-answers.ts"

export async function forgetThisBrowser(): Promise<void> {
  await forgetAnswers()
  await forgetReadDrafts()
  await forgetCopies(isCopyName)
}

/** Access to a board has ended: its texts go too. */
export const forgetBoard = (boardId: string): Promise<void> =>
  forgetCopies((name) => isCopyName(name) && isOfBoard(name, boardId))

async function forgetCopies(isMeant: (name: string) => boolean): Promise<void> {
  const databases = (await indexedDB.databases?.()) ?? []
  for (const { name } of databases)
    if (name !== undefined && isMeant(name) && !(await hasUnsaved(name))) indexedDB.deleteDatabase(name)
}

/** y-indexeddb keeps a copy's own values in the store `custom`. When in doubt, nothing is thrown away. */
function hasUnsaved(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const opening = indexedDB.open(name)
    opening.onerror = () => resolve(true)
    opening.onsuccess = () => {
      const database = opening.result
      const answer = (isUnsaved: boolean) => {
        database.close()
        resolve(isUnsaved)
      }
      if (!database.objectStoreNames.contains("custom")) return answer(false)
      const reading = database.transaction("custom", "readonly").objectStore("custom").get(UNSAVED_KEY)
      reading.onsuccess = () => answer(Number(reading.result) > 0)
      reading.onerror = () => answer(true)
    }
  })
}

/** Signing out on a shared machine: everything that this browser keeps of boards and answers goes. */
import { isCopyName } from "../sync/offline-copy.ts"
import { forgetAnswers } from "./kept-answers.ts"

export async function forgetThisBrowser(): Promise<void> {
  await forgetAnswers()
  const databases = (await indexedDB.databases?.()) ?? []
  for (const { name } of databases) if (name !== undefined && isCopyName(name)) indexedDB.deleteDatabase(name)
}

/** Who is using this browser, as one external value: asked once, known to every screen, forgotten on signing out. */
import type { Me } from "../../shared/wire/http.ts"
import { ApiProblem, api } from "../api/client.ts"
import { forgetThisBrowser } from "../offline/forget.ts"
import { forgetAnswers } from "../offline/kept-answers.ts"
import type { External } from "../sync/board-session.ts"
import { cell } from "../sync/external.ts"

export type Account =
  | { readonly kind: "unknown" }
  | { readonly kind: "signed-in"; readonly me: Me }
  /** `left`: by one's own wish. `ended`, `guest-ended`: the session ran out, or the link was revoked. */
  | { readonly kind: "signed-out"; readonly why?: "left" | "ended" | "guest-ended" }
  /** Nobody could be asked, and nothing is kept from before. */
  | { readonly kind: "failed"; readonly problem: unknown }

const current = cell<Account>({ kind: "unknown" })
export const account: External<Account> = current

let asking: Promise<void> | undefined

/** Asks the server who this is. Offline, the answer that was kept counts. Never rejects. */
export function findAccount(): Promise<void> {
  asking ??= ask().finally(() => {
    asking = undefined
  })
  return asking
}

async function ask(): Promise<void> {
  try {
    current.set({ kind: "signed-in", me: await api.get<Me>("/me") })
  } catch (problem) {
    const isOut = problem instanceof ApiProblem && problem.status === 401
    current.set(isOut ? { kind: "signed-out" } : { kind: "failed", problem })
  }
}

/** After signing in, joining, or changing one's own account: the answer says who one is. */
export function signedInAs(me: Me): void {
  current.set({ kind: "signed-in", me })
  void forgetAnswers()
}

/** Something answered 401: the session has ended. */
export function sessionEnded(): void {
  const before = current.get()
  const why = before.kind !== "signed-in" ? undefined : before.me.kind === "guest" ? "guest-ended" : "ended"
  current.set({ kind: "signed-out", ...(why && { why }) })
}

export async function signOut(everywhere = false): Promise<void> {
  await api.post("/sign-out", everywhere ? { everywhere } : {})
  try {
    await forgetThisBrowser()
  } finally {
    current.set({ kind: "signed-out", why: "left" })
  }
}

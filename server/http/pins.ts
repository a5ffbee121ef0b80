/** One's own PIN, for giving one's word on a shared screen. Nobody sets, sees or takes off somebody else's. */
import * as z from "zod"
import { PIN_FAULTS, PIN_FORM, pinFault } from "../../shared/rules/pin.ts"
import { MINUTE_MS } from "../../shared/time.ts"
import { type Caller, type GuestCaller, isPerson, type MemberCaller } from "../auth/caller.ts"
import { createThrottle } from "../auth/throttle.ts"
import type { Parts } from "./parts.ts"
import { Refused, refuse } from "./problem.ts"
import { type Call, type Route, route } from "./route.ts"
import { anyPassword, pinState } from "./schemas.ts"
import { refusalOfBusy, throttled, verified } from "./sign-in.ts"

/** How long after coming in a guest, who has no password, may set a PIN. */
const FRESH_MS = 30 * MINUTE_MS
const NOT_FRESH =
  "Guests set their PIN within half an hour of coming in. Your phone confirms without one; or come in by the link again."

/** Each costs a third of a second of the machine on purpose; a shift may come in and set theirs at once. */
const SETS_OF_ONE = 5
const SETS_OF_A_LINK = 60
const OF_LINK = "link:"
/** Where a PIN is tried that proves who changes it. */
const ONESELF = "oneself"

const newPin = z.strictObject({ pin: z.string().max(40), current: anyPassword.optional() })
type SetCall = Call<"person", undefined, undefined, typeof newPin>

export function pinRoutes(parts: Parts): readonly Route[] {
  const { pins } = parts
  const sets = createThrottle((key) => (key.startsWith(OF_LINK) ? SETS_OF_A_LINK : SETS_OF_ONE))
  return [
    route({
      method: "GET",
      path: "/me/pin",
      access: "person",
      summary: "Whether I have a PIN for shared screens, and whether it is locked",
      answer: pinState,
      handle: async ({ caller }) => pins.state(caller.actor),
    }),
    route({
      method: "POST",
      path: "/me/pin",
      access: "person",
      summary: "Set my PIN: with the password, or as a guest soon after coming in (later with the PIN that is set)",
      body: newPin,
      answer: pinState,
      async handle(call) {
        const { body, caller } = call
        const fault = pinFault(body.pin)
        if (fault) return refuse("weak-pin", { detail: PIN_FAULTS[fault], data: { fault } })
        const proved = await proveSelf(parts, call)
        if (proved instanceof Refused) return proved
        const waitMs = sets.take(setKeys(caller), parts.now())
        if (waitMs !== undefined) return refuse("too-many", { retryAfterMs: waitMs })
        const busy = await pins.set(caller.actor, body.pin).catch(refusalOfBusy)
        return busy ?? pins.state(caller.actor)
      },
    }),
    route({
      method: "DELETE",
      path: "/me/pin",
      access: "person",
      summary: "Take my PIN off",
      handle: async ({ caller }) => pins.remove(caller.actor),
    }),
  ]
}

const setKeys = (caller: Caller): readonly string[] =>
  caller.kind === "guest" ? [caller.actor, `${OF_LINK}${caller.linkId}`] : [caller.actor]

type Proof = true | Refused

/** Whoever finds somebody's device open must not leave with a way to sign in their name. */
async function proveSelf(parts: Parts, { body, caller, request }: SetCall): Promise<Proof> {
  if (!isPerson(caller)) return refuse("forbidden")
  if (caller.kind === "guest") return proveGuest(parts, caller, body.current)
  const current = body.current ?? ""
  const attempt = () => verified(parts, (caller as MemberCaller).login, current)
  const user = await throttled(parts, request, "wrong-credentials", attempt, caller.login)
  return user instanceof Refused ? user : true
}

async function proveGuest(parts: Parts, caller: GuestCaller, current: string | undefined): Promise<Proof> {
  if (parts.now() - caller.startedAt <= FRESH_MS) return true
  if (current === undefined || !PIN_FORM.test(current)) return refuse("forbidden", { detail: NOT_FRESH })
  return refusalOfPin(parts, await parts.pins.check(caller.actor, current, ONESELF)) ?? true
}

/** What a PIN that was not right is answered with; undefined for the right one. */
export function refusalOfPin(parts: Parts, checked: Awaited<ReturnType<Parts["pins"]["check"]>>): Refused | undefined {
  if (checked.kind === "right") return undefined
  if (checked.kind === "wrong") return refuse("wrong-pin", { data: { triesLeft: checked.triesLeft } })
  return refuse("pin-locked", { data: { until: checked.until }, retryAfterMs: checked.until - parts.now() })
}

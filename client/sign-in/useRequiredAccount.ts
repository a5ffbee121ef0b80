import { useEffect } from "react"
import { useLocation } from "wouter"
import type { Me } from "../../shared/wire/http.ts"
import { signInAddress } from "../sign-in-address.ts"
import { useAccount } from "./useAccount.ts"

/** Who is here; undefined while that is being asked. Whoever is not signed in is sent to the door and comes back after it. */
export function useRequiredAccount(): Me | undefined {
  const account = useAccount()
  const [, navigate] = useLocation()
  const isOut = account.kind === "signed-out"
  useEffect(() => {
    if (isOut) navigate(location.pathname === "/" ? "/sign-in" : signInAddress(), { replace: true })
  }, [isOut, navigate])
  return account.kind === "signed-in" ? account.me : undefined
}

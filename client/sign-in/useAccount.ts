import { useEffect } from "react"
import { useExternal } from "../hooks/useExternal.ts"
import { type Account, account, findAccount } from "./account.ts"

export function useAccount(): Account {
  const known = useExternal(account)
  useEffect(() => {
    if (account.get().kind === "unknown") void findAccount()
  }, [])
  return known
}

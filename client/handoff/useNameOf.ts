import { useNames } from "./useNames.ts"
import type { NameOf } from "./value-words.ts"

/** Names as a sheet keeps them: `user:…`, `role:…`, or plain words. */
export function useNameOf(): NameOf {
  const names = useNames()
  return (id) => {
    if (id.startsWith("role:")) return names.role(id.slice("role:".length))
    return id.includes(":") ? names.person(id) : id
  }
}

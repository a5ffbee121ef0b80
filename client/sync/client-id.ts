/** Ids made in this browser. The lowest document ids belong to the relay, so that a person's concurrent edit wins over its own. */
import { RELAY_CLIENT_IDS } from "../../shared/doc/layout.ts"
import { idFromBytes } from "../../shared/ids.ts"

const INNER_ID_BYTES = 9
const HIGHEST = 2 ** 31 - 1

export function newClientId(): number {
  const [random] = crypto.getRandomValues(new Uint32Array(1))
  const first = RELAY_CLIENT_IDS.last + 1
  return first + (random! % (HIGHEST - first))
}

export const newInnerId = (): string => idFromBytes(crypto.getRandomValues(new Uint8Array(INNER_ID_BYTES)))

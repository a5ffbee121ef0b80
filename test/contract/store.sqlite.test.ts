import { describe } from "vitest"
import { newSqlitePlace } from "./harness.ts"
import { storeContract } from "./store.contract.ts"

describe("the store on SQLite", () => storeContract(newSqlitePlace))

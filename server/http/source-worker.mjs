/** Runs the import worker from its sources, under the tests and `npm run dev`: a worker does not inherit tsx from its parent. */
import { register } from "tsx/esm/api"

register()
await import("./import-worker.ts")

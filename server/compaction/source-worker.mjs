/** Lets a worker thread read its TypeScript source. Used when nothing is built: development and tests. */
import { register } from "tsx/esm/api"

register()
await import("./merge-worker.ts")

import { type ComponentType, lazy } from "react"

/** A screen that is loaded when it is first visited, by the name that its file exports. */
export const lazyScreen = <K extends string>(load: () => Promise<Readonly<Record<K, ComponentType>>>, name: K) =>
  lazy(async () => ({ default: (await load())[name] }))

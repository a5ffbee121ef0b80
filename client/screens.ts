/** Screens by room and name, each loaded when it is first visited. */
import { type ComponentType, lazy } from "react"
import { MissingScreen } from "./MissingScreen.tsx"

const screens = import.meta.glob<Record<string, ComponentType>>("./*/*Screen.tsx")

export const screen = (room: string, name: string) =>
  lazy(async () => ({ default: (await screens[`./${room}/${name}.tsx`]?.())?.[name] ?? MissingScreen }))

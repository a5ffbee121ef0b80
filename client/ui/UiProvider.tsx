import "@mantine/core/styles.css"
import "@mantine/notifications/styles.css"
import "./tokens.css"
import "./kit.css"
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core"
import { Notifications } from "@mantine/notifications"
import type { ReactNode } from "react"
import { restoreDensity } from "./appearance.ts"
import { cssVariables, theme } from "./theme.ts"

const colorScheme = localStorageColorSchemeManager({ key: "throughline-theme" })
restoreDensity()

/** The look around everything. `env` "test" takes the kit's animations away. */
export function UiProvider({ children, env = "default" }: { children: ReactNode; env?: "default" | "test" }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorScheme}
      defaultColorScheme="auto"
      env={env}
    >
      <Notifications position="bottom-right" limit={4} zIndex={500} />
      {children}
    </MantineProvider>
  )
}

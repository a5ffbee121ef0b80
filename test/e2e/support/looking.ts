/** Pages as they look, for whoever runs the journeys with `SHOTS=<folder>`; and what axe finds wrong with them. */
import { AxeBuilder } from "@axe-core/playwright"
import type { Locator, Page } from "@playwright/test"

const folder = process.env.SHOTS
const PHONE = { width: 390, height: 844 }

/** A picture of the page, or of a part of it; none where nobody wants to look. */
export async function picture(what: Page | Locator, name: string): Promise<void> {
  if (folder !== undefined) await what.screenshot({ path: `${folder}/${name}.png` })
}

/** Light, dark, and dark on a phone. */
export async function pictures(page: Page, name: string): Promise<void> {
  if (folder === undefined) return
  await picture(page, name)
  const size = page.viewportSize()
  await page.emulateMedia({ colorScheme: "dark" })
  await picture(page, `${name}-dark`)
  await page.setViewportSize(PHONE)
  await picture(page, `${name}-phone`)
  await page.emulateMedia({ colorScheme: "light" })
  if (size) await page.setViewportSize(size)
}

/** What axe calls serious or critical, a line each. No page here holds frames, so that axe can stay in the page itself. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .setLegacyMode()
    .analyze()
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ""}`))
}

import { SegmentedControl, useMantineColorScheme } from "@mantine/core"
import { useExternal } from "../hooks/useExternal.ts"
import { DENSITIES, type Density, density, setDensity } from "../ui/appearance.ts"
import { places } from "../words/en/places.ts"
import { settings as words } from "../words/en/settings.ts"
import { Section } from "./Section.tsx"
import classes from "./settings-screen.module.css"

const THEMES = ["auto", "light", "dark"] as const

export function LookSection() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const chosen = useExternal(density)
  return (
    <Section title={words.look}>
      <div className={classes.choice}>
        <span id="look-theme">{places.theme}</span>
        <SegmentedControl
          classNames={{ root: classes.segments, label: classes.segment }}
          aria-labelledby="look-theme"
          value={colorScheme}
          data={THEMES.map((value) => ({ value, label: places.themes[value] }))}
          onChange={(value) => setColorScheme(value as (typeof THEMES)[number])}
        />
      </div>
      <div className={classes.choice}>
        <span id="look-density">{places.density}</span>
        <SegmentedControl
          classNames={{ root: classes.segments, label: classes.segment }}
          aria-labelledby="look-density"
          value={chosen}
          data={DENSITIES.map((value) => ({ value, label: places.densities[value] }))}
          onChange={(value) => setDensity(value as Density)}
        />
      </div>
    </Section>
  )
}

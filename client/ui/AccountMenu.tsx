import { Menu, useMantineColorScheme } from "@mantine/core"
import { IconLogin, IconLogout, IconSettings } from "@tabler/icons-react"
import { useLocation } from "wouter"
import { useExternal } from "../hooks/useExternal.ts"
import { signOut } from "../sign-in/account.ts"
import { useAccount } from "../sign-in/useAccount.ts"
import { places as words } from "../words/en/places.ts"
import { Avatar } from "./Avatar.tsx"
import classes from "./account-menu.module.css"
import { DENSITIES, type Density, density, setDensity } from "./appearance.ts"
import { problemWords } from "./problem-words.ts"
import { toast } from "./toast.ts"

const THEMES = ["auto", "light", "dark"] as const

/** Who I am here, how it looks, and the way out. */
export function AccountMenu() {
  const account = useAccount()
  const [, navigate] = useLocation()
  const me = account.kind === "signed-in" ? account.me : undefined
  const leave = async () => {
    try {
      await signOut()
      navigate("/sign-in")
    } catch (problem) {
      toast.problem(problemWords(problem))
    }
  }
  return (
    <Menu width={240} keepMounted={false}>
      <Menu.Target>
        <button type="button" className={classes.trigger} aria-label={words.accountMenu(me?.name ?? words.guest)}>
          <Avatar actor={me?.actor ?? ""} name={me?.name ?? words.guest} size={30} decorative />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {me && (
          <div className={classes.me}>
            <span className={classes.name}>{me.name}</span>
            <span className={classes.login}>
              {me.kind === "shared" ? words.roles.shared : (me.login ?? me.crewRole ?? words.guest)}
            </span>
          </div>
        )}
        <Menu.Item leftSection={<IconSettings size={16} />} onClick={() => navigate("/settings")}>
          {words.settings}
        </Menu.Item>
        <Menu.Divider />
        <ThemeItems />
        <DensityItems />
        <Menu.Divider />
        {me ? (
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
            {words.signOut}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconLogin size={16} />} onClick={() => navigate("/sign-in")}>
            {words.signIn}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function ThemeItems() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as (typeof THEMES)[number])}>
      <Menu.Label>{words.theme}</Menu.Label>
      {THEMES.map((value) => (
        <Menu.RadioItem key={value} value={value}>
          {words.themes[value]}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}

function DensityItems() {
  return (
    <Menu.RadioGroup value={useExternal(density)} onChange={(value) => setDensity(value as Density)}>
      <Menu.Label>{words.density}</Menu.Label>
      {DENSITIES.map((value) => (
        <Menu.RadioItem key={value} value={value}>
          {words.densities[value]}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}

import { useRequiredAccount } from "../sign-in/useRequiredAccount.ts"
import { LoadingState } from "../ui/LoadingState.tsx"
import { Page } from "../ui/Page.tsx"
import { common } from "../words/en/common.ts"
import { settings as words } from "../words/en/settings.ts"
import { LookSection } from "./LookSection.tsx"
import { MailSection } from "./MailSection.tsx"
import { PasswordSection } from "./PasswordSection.tsx"
import { PinSection } from "./PinSection.tsx"
import { SessionsSection } from "./SessionsSection.tsx"
import classes from "./settings-screen.module.css"
import { UsersSection } from "./UsersSection.tsx"
import { YouSection } from "./YouSection.tsx"

/** One's own settings, and for the owner of the server its people. */
export function SettingsScreen() {
  const me = useRequiredAccount()
  return (
    <Page>
      <title>{`${words.title} · ${common.appName}`}</title>
      <div className={classes.column}>
        <h1 className={classes.title}>{words.title}</h1>
        {me === undefined ? (
          <LoadingState />
        ) : (
          <>
            <YouSection me={me} />
            <LookSection />
            {me.owner && me.kind === "member" && <UsersSection me={me} />}
            {me.kind === "member" && <MailSection />}
            {me.kind === "member" && <PasswordSection />}
            {(me.kind === "member" || me.kind === "guest") && <PinSection me={me} />}
            <SessionsSection me={me} />
          </>
        )}
      </div>
    </Page>
  )
}

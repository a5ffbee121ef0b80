import type { Me } from "../../shared/wire/http.ts"
import { Avatar } from "../ui/Avatar.tsx"
import { settings as words } from "../words/en/settings.ts"
import { Section } from "./Section.tsx"
import classes from "./settings-screen.module.css"

export function YouSection({ me }: { me: Me }) {
  return (
    <Section title={words.you}>
      <div className={classes.you}>
        <Avatar actor={me.actor} name={me.name} size={48} decorative />
        <div>
          <p className={classes.name}>{me.name}</p>
          <p className={classes.note}>
            {me.login ?? me.crewRole}
            {me.owner && ` · ${words.owner}`}
          </p>
        </div>
      </div>
      {me.kind === "guest" && <p className={classes.note}>{words.guestWords}</p>}
    </Section>
  )
}

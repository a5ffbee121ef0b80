import type { Me } from "../../shared/wire/http.ts"
import { api } from "../api/client.ts"
import { signedInAs } from "../sign-in/account.ts"
import { Avatar } from "../ui/Avatar.tsx"
import { problemWords } from "../ui/problem-words.ts"
import { toast } from "../ui/toast.ts"
import { settings as words } from "../words/en/settings.ts"
import { EditableText } from "./EditableText.tsx"
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
      {me.kind === "member" && (
        <EditableText
          label={words.name}
          value={me.name}
          maxLength={100}
          check={(name) => (name.trim() === "" ? words.needName : undefined)}
          onCommit={(name) => void rename(name)}
        />
      )}
      {me.kind === "guest" && <p className={classes.note}>{words.guestWords}</p>}
    </Section>
  )
}

async function rename(name: string): Promise<void> {
  try {
    signedInAs(await api.patch<Me>("/me", { name }))
    toast.say(words.nameChanged)
  } catch (problem) {
    toast.problem(problemWords(problem))
  }
}

import { TextInput } from "@mantine/core"
import { useLocation } from "wouter"
import type { Me } from "../../shared/wire/http.ts"
import { api, isGone } from "../api/client.ts"
import { useForm } from "../ui/useForm.ts"
import { signIn as words } from "../words/en/sign-in.ts"
import { signedInAs } from "./account.ts"
import { checkName } from "./checks.ts"
import { DeadLink } from "./DeadLink.tsx"
import { DoorPage } from "./DoorPage.tsx"
import classes from "./door-page.module.css"
import { keepGuestName, keptGuestName } from "./guest-name.ts"
import { LinkDoor } from "./LinkDoor.tsx"
import { spendToken } from "./one-time-token.ts"
import { SubmitButton } from "./SubmitButton.tsx"
import { useAccount } from "./useAccount.ts"

interface Peeked {
  readonly boardId: string
  readonly boardName: string
  readonly role: "member" | "viewer" | "kiosk"
}

/** Coming in by a share link: which board and role, then a name. */
export function JoinScreen() {
  return (
    <LinkDoor<Peeked> peek="/join/peek" gone={<DeadLink title={words.joinGone}>{words.joinGoneWords}</DeadLink>}>
      {(link, token, onGone) => <JoinForm link={link} token={token} onGone={onGone} />}
    </LinkDoor>
  )
}

interface JoinFormProps {
  readonly token: string
  readonly link: Peeked
  readonly onGone: () => void
}

function JoinForm({ token, link, onGone }: JoinFormProps) {
  const [, navigate] = useLocation()
  const form = useForm({
    initial: { ...keptGuestName() },
    check: ({ name }) => ({ name: checkName(name) }),
    async submit({ name, crewRole }) {
      const guest = { name: name.trim(), crewRole: crewRole.trim() }
      const crew = guest.crewRole === "" ? {} : { crewRole: guest.crewRole }
      try {
        signedInAs(await api.post<Me>("/join", { token, name: guest.name, ...crew }))
      } catch (problem) {
        if (!isGone(problem)) throw problem
        return onGone()
      }
      keepGuestName(guest)
      spendToken()
      navigate(`/b/${link.boardId}`, { replace: true })
    },
  })
  return (
    <DoorPage title={words.joinTitle(link.boardName)} lead={words.joinAs[link.role]}>
      <AlreadyIn />
      <form className={classes.form} onSubmit={form.onSubmit} noValidate>
        <TextInput
          {...form.field("name")}
          label={words.name}
          description={words.nameHelp}
          autoComplete="name"
          maxLength={100}
          required
          autoFocus
        />
        <TextInput
          {...form.field("crewRole")}
          label={words.crewRole}
          description={words.crewRoleHelp}
          autoComplete="organization-title"
          maxLength={60}
          list="crew-roles"
        />
        <datalist id="crew-roles">
          {words.crewRoles.map((role) => (
            <option key={role} value={role} />
          ))}
        </datalist>
        <SubmitButton label={words.joinButton} isBusy={form.isBusy} problem={form.problem} />
      </form>
    </DoorPage>
  )
}

/** Joining replaces the session of this browser: somebody with an account should know. */
function AlreadyIn() {
  const account = useAccount()
  if (account.kind !== "signed-in" || account.me.kind !== "member") return null
  return <p className={classes.lead}>{words.alreadyIn(account.me.name)}</p>
}

import { PasswordInput, TextInput } from "@mantine/core"
import { useLocation } from "wouter"
import type { Me } from "../../shared/wire/http.ts"
import { api, isGone } from "../api/client.ts"
import { useForm } from "../ui/useForm.ts"
import { signIn as words } from "../words/en/sign-in.ts"
import { signedInAs } from "./account.ts"
import { checkNewPassword } from "./checks.ts"
import { DeadLink } from "./DeadLink.tsx"
import { DoorPage } from "./DoorPage.tsx"
import classes from "./door-page.module.css"
import { LinkDoor } from "./LinkDoor.tsx"
import { spendToken } from "./one-time-token.ts"
import { SubmitButton } from "./SubmitButton.tsx"

interface Invited {
  readonly login: string
  readonly name: string
}

/** An invitation, or a forgotten password: choose one and be in. */
export function InviteScreen() {
  return (
    <LinkDoor<Invited>
      peek="/invitations/peek"
      gone={<DeadLink title={words.inviteGone}>{words.inviteGoneWords}</DeadLink>}
    >
      {(invited, token, onGone) => <PasswordForm invited={invited} token={token} onGone={onGone} />}
    </LinkDoor>
  )
}

interface PasswordFormProps {
  readonly token: string
  readonly invited: Invited
  readonly onGone: () => void
}

function PasswordForm({ token, invited, onGone }: PasswordFormProps) {
  const [, navigate] = useLocation()
  const form = useForm({
    initial: { password: "" },
    check: ({ password }) => ({ password: checkNewPassword(password) }),
    async submit({ password }) {
      try {
        signedInAs(await api.post<Me>("/invitations/accept", { token, password }))
      } catch (problem) {
        if (!isGone(problem)) throw problem
        return onGone()
      }
      spendToken()
      navigate("/", { replace: true })
    },
  })
  return (
    <DoorPage title={words.inviteTitle(invited.name)} lead={words.inviteWords(invited.login)}>
      <form className={classes.form} onSubmit={form.onSubmit} noValidate>
        {/* Password managers file the new password under this name. */}
        <TextInput label={words.login} value={invited.login} readOnly autoComplete="username" />
        <PasswordInput
          {...form.field("password")}
          label={words.newPassword}
          description={words.newPasswordHelp}
          autoComplete="new-password"
          required
          autoFocus
        />
        <SubmitButton label={words.inviteButton} isBusy={form.isBusy} problem={form.problem} />
      </form>
    </DoorPage>
  )
}

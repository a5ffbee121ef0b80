import { PasswordInput, TextInput } from "@mantine/core"
import { useState } from "react"
import { useLocation } from "wouter"
import type { Me } from "../../shared/wire/http.ts"
import { ApiProblem, api } from "../api/client.ts"
import { LoadingState } from "../ui/LoadingState.tsx"
import { useForm } from "../ui/useForm.ts"
import { useRemote } from "../ui/useRemote.ts"
import { signIn as words } from "../words/en/sign-in.ts"
import { signedInAs } from "./account.ts"
import { checkNewPassword } from "./checks.ts"
import { DeadLink, IncompleteLink } from "./DeadLink.tsx"
import { DoorPage } from "./DoorPage.tsx"
import classes from "./door-page.module.css"
import { FailedDoor } from "./FailedDoor.tsx"
import { spendToken, takeToken } from "./one-time-token.ts"
import { SubmitButton } from "./SubmitButton.tsx"

interface Invited {
  readonly login: string
  readonly name: string
}

/** An invitation, or a forgotten password: choose one and be in. */
export function InviteScreen() {
  const [token] = useState(takeToken)
  return token === undefined ? <IncompleteLink /> : <OpenInvitation token={token} />
}

function OpenInvitation({ token }: { token: string }) {
  const { state, refresh } = useRemote(() => api.post<Invited>("/invitations/peek", { token }))
  const [isGone, setGone] = useState(false)
  const gone = <DeadLink title={words.inviteGone}>{words.inviteGoneWords}</DeadLink>
  if (isGone) return gone
  if (state.kind === "loading") return <LoadingState label={words.opening} />
  if (state.kind === "ready") return <PasswordForm token={token} invited={state.value} onGone={() => setGone(true)} />
  const { problem } = state
  return problem instanceof ApiProblem && problem.code === "gone" ? (
    gone
  ) : (
    <FailedDoor problem={problem} onRetry={refresh} />
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
        if (!(problem instanceof ApiProblem) || problem.code !== "gone") throw problem
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

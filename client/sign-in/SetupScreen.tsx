import { PasswordInput, TextInput } from "@mantine/core"
import { useState } from "react"
import type { Me } from "../../shared/wire/http.ts"
import { api, isGone } from "../api/client.ts"
import { useForm } from "../ui/useForm.ts"
import { signIn as words } from "../words/en/sign-in.ts"
import { signedInAs } from "./account.ts"
import { checkLogin, checkName, checkNewPassword } from "./checks.ts"
import { DeadLink, IncompleteLink } from "./DeadLink.tsx"
import { DoorPage } from "./DoorPage.tsx"
import classes from "./door-page.module.css"
import { FirstBoard } from "./FirstBoard.tsx"
import { spendToken, takeToken } from "./one-time-token.ts"
import { SubmitButton } from "./SubmitButton.tsx"

type Step = "account" | "board" | "gone"

/** The first visit of a new server: the owner's account, then a first board. */
export function SetupScreen() {
  const [token] = useState(takeToken)
  const [step, setStep] = useState<Step>("account")
  if (step === "board") return <FirstBoard />
  if (step === "gone") return <DeadLink title={words.setUpGone}>{words.setUpGoneWords}</DeadLink>
  if (token === undefined) return <IncompleteLink />
  return <OwnerForm token={token} onMade={() => setStep("board")} onGone={() => setStep("gone")} />
}

interface OwnerFormProps {
  readonly token: string
  readonly onMade: () => void
  readonly onGone: () => void
}

function OwnerForm({ token, onMade, onGone }: OwnerFormProps) {
  const form = useForm({
    initial: { name: "", login: "", password: "" },
    check: ({ name, login, password }) => ({
      name: checkName(name),
      login: checkLogin(login),
      password: checkNewPassword(password),
    }),
    async submit({ name, login, password }) {
      try {
        signedInAs(await api.post<Me>("/setup", { token, login: login.trim(), name: name.trim(), password }))
      } catch (problem) {
        if (!isGone(problem)) throw problem
        return onGone()
      }
      spendToken()
      onMade()
    },
  })
  return (
    <DoorPage title={words.setUpTitle} lead={words.setUpWords}>
      <form className={classes.form} onSubmit={form.onSubmit} noValidate>
        <TextInput
          {...form.field("name")}
          label={words.name}
          description={words.nameHelp}
          autoComplete="name"
          required
          autoFocus
        />
        <TextInput
          {...form.field("login")}
          label={words.login}
          description={words.loginHelp}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <PasswordInput
          {...form.field("password")}
          label={words.newPassword}
          description={words.newPasswordHelp}
          autoComplete="new-password"
          required
        />
        <SubmitButton label={words.setUpButton} isBusy={form.isBusy} problem={form.problem} />
      </form>
    </DoorPage>
  )
}

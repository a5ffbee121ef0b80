import { PasswordInput, TextInput } from "@mantine/core"
import { useLocation, useSearch } from "wouter"
import type { Me } from "../../shared/wire/http.ts"
import { api } from "../api/client.ts"
import { useExternal } from "../hooks/useExternal.ts"
import { useForm } from "../ui/useForm.ts"
import { signIn as words } from "../words/en/sign-in.ts"
import { account as knownAccount, signedInAs } from "./account.ts"
import { checkLogin } from "./checks.ts"
import { DoorPage } from "./DoorPage.tsx"
import classes from "./door-page.module.css"
import { nextAddress } from "./next-address.ts"
import { SubmitButton } from "./SubmitButton.tsx"

export function SignInScreen() {
  const [, navigate] = useLocation()
  const search = useSearch()
  const form = useForm({
    initial: { login: "", password: "" },
    check: ({ login, password }) => ({
      login: checkLogin(login),
      password: password === "" ? words.needPassword : undefined,
    }),
    async submit({ login, password }) {
      signedInAs(await api.post<Me>("/sign-in", { login: login.trim(), password }))
      navigate(nextAddress(search, location.origin), { replace: true })
    },
  })
  const account = useExternal(knownAccount)
  const why = account.kind === "signed-out" ? account.why : undefined
  const hasNext = new URLSearchParams(search).has("next")
  const lead = why ? words.whySignedOut[why] : hasNext ? words.goOn : undefined
  return (
    <DoorPage title={words.signInTitle} lead={lead}>
      <form className={classes.form} onSubmit={form.onSubmit} noValidate>
        <TextInput
          {...form.field("login")}
          label={words.login}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
        />
        <PasswordInput {...form.field("password")} label={words.password} autoComplete="current-password" required />
        <SubmitButton label={words.signInButton} isBusy={form.isBusy} problem={form.problem} />
      </form>
      <p className={classes.foot}>{words.noAccount}</p>
    </DoorPage>
  )
}

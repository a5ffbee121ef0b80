import { PasswordInput } from "@mantine/core"
import type { Me } from "../../shared/wire/http.ts"
import { api } from "../api/client.ts"
import { signedInAs } from "../sign-in/account.ts"
import { checkNewPassword } from "../sign-in/checks.ts"
import { SubmitButton } from "../sign-in/SubmitButton.tsx"
import { toast } from "../ui/toast.ts"
import { useForm } from "../ui/useForm.ts"
import { settings as words } from "../words/en/settings.ts"
import { signIn } from "../words/en/sign-in.ts"
import { Section } from "./Section.tsx"
import classes from "./settings-screen.module.css"

export function PasswordSection() {
  const form = useForm({
    initial: { current: "", password: "" },
    check: ({ current, password }) => ({
      current: current === "" ? signIn.needPassword : undefined,
      password: checkNewPassword(password),
    }),
    async submit({ current, password }) {
      signedInAs(await api.post<Me>("/me/password", { current, password }))
      form.set({ current: "", password: "" })
      toast.say(words.passwordChanged)
    },
  })
  return (
    <Section title={words.password}>
      <form className={classes.form} onSubmit={form.onSubmit} noValidate>
        <PasswordInput
          {...form.field("current")}
          label={words.currentPassword}
          autoComplete="current-password"
          required
        />
        <PasswordInput
          {...form.field("password")}
          label={words.newPassword}
          description={signIn.newPasswordHelp}
          autoComplete="new-password"
          required
        />
        <SubmitButton
          label={words.changePassword}
          isBusy={form.isBusy}
          problem={form.problem}
          wrongCredentials={words.wrongPassword}
        />
      </form>
    </Section>
  )
}

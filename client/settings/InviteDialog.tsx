import { Button, Checkbox, Group, Stack, TextInput } from "@mantine/core"
import { type Invitation, usersApi } from "../share/share-api.ts"
import { checkLogin, checkName } from "../sign-in/checks.ts"
import { Dialog } from "../ui/Dialog.tsx"
import { FormProblem } from "../ui/FormProblem.tsx"
import { useForm } from "../ui/useForm.ts"
import { common } from "../words/en/common.ts"
import { settings as words } from "../words/en/settings.ts"
import { share } from "../words/en/share.ts"
import { signIn } from "../words/en/sign-in.ts"

interface InviteDialogProps {
  readonly onInvited: (invitation: Invitation) => void
  readonly onClose: () => void
}

export function InviteDialog({ onInvited, onClose }: InviteDialogProps) {
  const form = useForm({
    initial: { name: "", login: "", owner: "" },
    check: ({ name, login }) => ({ name: checkName(name), login: checkLogin(login) }),
    async submit({ name, login, owner }) {
      onInvited(await usersApi.invite(name.trim(), login.trim(), owner === "yes"))
    },
  })
  return (
    <Dialog opened onClose={onClose} title={words.inviteTitle}>
      <form onSubmit={form.onSubmit} noValidate>
        <Stack>
          <TextInput {...form.field("name")} label={share.person} autoComplete="off" required data-autofocus />
          <TextInput
            {...form.field("login")}
            label={signIn.login}
            description={signIn.loginHelp}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
          <Checkbox
            label={words.asOwner}
            checked={form.values.owner === "yes"}
            onChange={(event) => form.set({ owner: event.currentTarget.checked ? "yes" : "" })}
          />
          <FormProblem problem={form.problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={form.isBusy}>
              {words.inviteButton}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

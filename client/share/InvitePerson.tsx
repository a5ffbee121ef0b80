import { Button, NativeSelect, TextInput } from "@mantine/core"
import { useState } from "react"
import type { BoardRole } from "../../shared/rules/permission.ts"
import type { Person } from "../../shared/wire/http.ts"
import { checkLogin, checkName } from "../sign-in/checks.ts"
import { CopyField } from "../ui/CopyField.tsx"
import { FormProblem } from "../ui/FormProblem.tsx"
import { useForm } from "../ui/useForm.ts"
import { share as words } from "../words/en/share.ts"
import { signIn } from "../words/en/sign-in.ts"
import { MEMBER_ROLES, roleOptions } from "./member-roles.ts"
import classes from "./share.module.css"
import { type Invitation, usersApi } from "./share-api.ts"

interface InvitePersonProps {
  readonly addToBoard: (userId: string, role: BoardRole) => Promise<Person>
  readonly onInvited: (person: Person) => void
}

/** A new account, on this board at once. The invitation link is shown here and nowhere else. */
export function InvitePerson({ addToBoard, onInvited }: InvitePersonProps) {
  const [invitation, setInvitation] = useState<Invitation>()
  const form = useForm({
    initial: { name: "", login: "", role: "member" },
    check: ({ name, login }) => ({ name: checkName(name), login: checkLogin(login) }),
    async submit({ name, login, role }) {
      const invited = await usersApi.invite(name.trim(), login.trim())
      setInvitation(invited)
      form.set({ name: "", login: "" })
      onInvited(await addToBoard(invited.user.id, role as BoardRole))
    },
  })
  return (
    <form className={classes.form} onSubmit={form.onSubmit} noValidate>
      <h3 className={classes.heading}>{words.invite}</h3>
      <p className={classes.soft}>{words.inviteWords}</p>
      <div className={classes.fields}>
        <TextInput
          {...form.field("name")}
          className={classes.grow ?? ""}
          label={words.person}
          autoComplete="off"
          required
        />
        <TextInput
          {...form.field("login")}
          className={classes.grow ?? ""}
          label={signIn.login}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <NativeSelect {...form.field("role")} label={words.role} data={roleOptions(MEMBER_ROLES)} />
        <Button type="submit" variant="light" loading={form.isBusy}>
          {words.inviteButton}
        </Button>
      </div>
      <FormProblem problem={form.problem} />
      {invitation && (
        <div className={classes.once} role="status">
          <CopyField
            label={words.inviteLink(invitation.user.name)}
            description={words.inviteLinkHelp}
            value={invitation.url}
          />
        </div>
      )}
    </form>
  )
}

import { Button } from "@mantine/core"
import { IconUserPlus } from "@tabler/icons-react"
import { useState } from "react"
import type { Me } from "../../shared/wire/http.ts"
import { type Invitation, type User, usersApi } from "../share/share-api.ts"
import { userIdOf } from "../share/share-lists.ts"
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx"
import { CopyField } from "../ui/CopyField.tsx"
import { ErrorState } from "../ui/ErrorState.tsx"
import { LoadingState } from "../ui/LoadingState.tsx"
import { problemWords } from "../ui/problem-words.ts"
import { toast } from "../ui/toast.ts"
import { useRemote } from "../ui/useRemote.ts"
import { settings as words } from "../words/en/settings.ts"
import { share } from "../words/en/share.ts"
import { InviteDialog } from "./InviteDialog.tsx"
import { Section } from "./Section.tsx"
import classes from "./settings-screen.module.css"
import { UserRow } from "./UserRow.tsx"

/** Accounts of the server: only its owners see this. */
export function UsersSection({ me }: { me: Me }) {
  const remote = useRemote(usersApi.list)
  const [isInviting, setInviting] = useState(false)
  const [leaving, setLeaving] = useState<User>()
  const [invitation, setInvitation] = useState<Invitation>()
  const put = (user: User) =>
    remote.replace((users) => [...users.filter(({ id }) => id !== user.id), user].sort(byCreation))
  const act = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (problem) {
      toast.problem(problemWords(problem))
    }
  }
  const inviteAgain = (user: User) => act(async () => setInvitation(await usersApi.inviteAgain(user.id)))
  const change = (user: User, patch: Parameters<typeof usersApi.change>[1]) =>
    act(async () => {
      put(await usersApi.change(user.id, patch))
      if (patch.disabled === false) toast.say(words.enabledToast(user.name))
    })
  const disable = async (user: User) => {
    put(await usersApi.change(user.id, { disabled: true }))
    toast.say(words.disabledToast(user.name))
  }
  const onInvited = (invited: Invitation) => {
    setInvitation(invited)
    put(invited.user)
    setInviting(false)
  }
  return (
    <Section
      title={words.users}
      help={words.usersWords}
      action={
        <Button size="xs" leftSection={<IconUserPlus size={16} />} onClick={() => setInviting(true)}>
          {words.invite}
        </Button>
      }
    >
      {invitation && (
        <div className={classes.once} role="status">
          <CopyField
            label={share.inviteLink(invitation.user.name)}
            description={share.inviteLinkHelp}
            value={invitation.url}
          />
        </div>
      )}
      {remote.state.kind === "loading" && <LoadingState />}
      {remote.state.kind === "failed" && (
        <ErrorState problem={remote.state.problem} onRetry={() => void remote.refresh()} />
      )}
      <ul className={classes.rows} aria-label={words.users}>
        {(remote.state.kind === "ready" ? remote.state.value : []).map((user) => (
          <UserRow
            key={user.id}
            user={user}
            isMe={user.id === userIdOf(me.actor)}
            onInvite={() => void inviteAgain(user)}
            onDisable={() => setLeaving(user)}
            onChange={(patch) => void change(user, patch)}
          />
        ))}
      </ul>
      {isInviting && <InviteDialog onInvited={onInvited} onClose={() => setInviting(false)} />}
      <ConfirmDialog
        opened={leaving !== undefined}
        title={words.disableTitle(leaving?.name ?? "")}
        confirm={words.disable}
        danger
        onConfirm={() => (leaving ? disable(leaving) : undefined)}
        onClose={() => setLeaving(undefined)}
      >
        {words.disableWords}
      </ConfirmDialog>
    </Section>
  )
}

const byCreation = (a: User, b: User) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)

import { useState } from "react"
import type { Person } from "../../shared/wire/http.ts"
import { EraseDialog } from "../erase/EraseDialog.tsx"
import { account, findAccount } from "../sign-in/account.ts"
import { useAccount } from "../sign-in/useAccount.ts"
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx"
import { ErrorState } from "../ui/ErrorState.tsx"
import { LoadingState } from "../ui/LoadingState.tsx"
import { problemWords } from "../ui/problem-words.ts"
import { toast } from "../ui/toast.ts"
import { useRemote } from "../ui/useRemote.ts"
import { share as words } from "../words/en/share.ts"
import { AddMember } from "./AddMember.tsx"
import { InvitePerson } from "./InvitePerson.tsx"
import { PersonRow } from "./PersonRow.tsx"
import classes from "./share.module.css"
import { type MemberPatch, membersApi, type User, usersApi } from "./share-api.ts"
import { peopleListsOf, userIdOf, usersToAdd } from "./share-lists.ts"

interface PeoplePanelProps {
  readonly boardId: string
  readonly myActor: string | undefined
  readonly mayManage: boolean
}

export function PeoplePanel({ boardId, myActor, mayManage }: PeoplePanelProps) {
  const api = membersApi(boardId)
  const mine = useAccount()
  const isOwner = mine.kind === "signed-in" && mine.me.owner
  const people = useRemote(api.list)
  const users = useRemote(() => (mayManage ? listUsers() : Promise.resolve([])))
  const [leaving, setLeaving] = useState<Person>()
  const [erasing, setErasing] = useState<Person>()
  const [isErasing, setIsErasing] = useState(false)
  if (people.state.kind === "loading") return <LoadingState />
  if (people.state.kind === "failed")
    return <ErrorState problem={people.state.problem} onRetry={() => void people.refresh()} />
  const { members, others } = peopleListsOf(people.state.value)
  const allUsers = users.state.kind === "ready" ? users.state.value : []
  const put = (person: Person) =>
    people.replace((list) => [...list.filter(({ actor }) => actor !== person.actor), person])
  const change = async (person: Person, patch: MemberPatch) => {
    try {
      put(await api.change(userIdOf(person.actor) ?? "", patch))
    } catch (problem) {
      toast.problem(problemWords(problem))
    }
  }
  const remove = async (person: Person) => {
    await api.remove(userIdOf(person.actor) ?? "")
    await people.refresh()
    toast.say(words.removed(person.name))
  }
  const eraseOf = (person: Person) =>
    mayManage
      ? () => {
          setErasing(person)
          setIsErasing(true)
        }
      : undefined
  return (
    <>
      <ul className={classes.rows} aria-label={words.people}>
        {members.map((person) => (
          <PersonRow
            key={person.actor}
            person={person}
            isMe={person.actor === myActor}
            isOwner={allUsers.some(({ id, owner }) => owner && id === userIdOf(person.actor))}
            mayManage={mayManage}
            onChange={(patch) => void change(person, patch)}
            onRemove={() => setLeaving(person)}
            onErase={eraseOf(person)}
          />
        ))}
      </ul>
      {mayManage && <AddMember users={usersToAdd(allUsers, people.state.value)} add={api.add} onAdded={put} />}
      {isOwner && mayManage && <InvitePerson addToBoard={api.add} onInvited={put} />}
      {others.length > 0 && (
        <details className={classes.others}>
          <summary>
            {words.guests} ({others.length})
          </summary>
          <ul className={classes.rows}>
            {others.map((person) => (
              <PersonRow key={person.actor} person={person} isMe={person.actor === myActor} onErase={eraseOf(person)} />
            ))}
          </ul>
        </details>
      )}
      <ConfirmDialog
        opened={leaving !== undefined}
        title={words.removeTitle(leaving?.name ?? "")}
        confirm={words.remove}
        danger
        onConfirm={() => (leaving ? remove(leaving) : undefined)}
        onClose={() => setLeaving(undefined)}
      >
        {words.removeWords}
      </ConfirmDialog>
      {erasing && (
        <EraseDialog boardId={boardId} what={erasing} opened={isErasing} onClose={() => setIsErasing(false)} />
      )}
    </>
  )
}

/** Who opens a board by its address may come here before it is known who they are: then that is found out first. */
async function listUsers(): Promise<readonly User[]> {
  if (account.get().kind === "unknown") await findAccount()
  const found = account.get()
  return found.kind === "signed-in" && found.me.kind !== "guest" ? usersApi.list() : []
}

import { Button, NativeSelect, Select } from "@mantine/core"
import type { BoardRole } from "../../shared/rules/permission.ts"
import type { Person } from "../../shared/wire/http.ts"
import { FormProblem } from "../ui/FormProblem.tsx"
import { useForm } from "../ui/useForm.ts"
import { places } from "../words/en/places.ts"
import { share as words } from "../words/en/share.ts"
import { MEMBER_ROLES, roleOptions } from "./member-roles.ts"
import classes from "./share.module.css"
import type { User } from "./share-api.ts"

interface AddMemberProps {
  readonly users: readonly User[]
  readonly add: (userId: string, role: BoardRole) => Promise<Person>
  readonly onAdded: (person: Person) => void
}

/** Lets somebody in who has an account here already. */
export function AddMember({ users, add, onAdded }: AddMemberProps) {
  const form = useForm({
    initial: { userId: "", role: "member" },
    check: ({ userId }) => ({ userId: userId === "" ? words.needPerson : undefined }),
    async submit({ userId, role }) {
      onAdded(await add(userId, role as BoardRole))
      form.set({ userId: "" })
    },
  })
  if (users.length === 0) return <p className={classes.note}>{words.nobodyToAdd}</p>
  const role = form.values.role as (typeof MEMBER_ROLES)[number]
  return (
    <form className={classes.form} onSubmit={form.onSubmit} noValidate>
      <h3 className={classes.heading}>{words.addPerson}</h3>
      <div className={classes.fields}>
        <Select
          name="userId"
          className={classes.grow ?? ""}
          label={words.person}
          placeholder={words.pickPerson}
          searchable
          value={form.values.userId || null}
          error={form.field("userId").error}
          data={users.map(({ id, name, login }) => ({ value: id, label: `${name} (${login})` }))}
          onChange={(userId) => form.change("userId", userId ?? "")}
        />
        <NativeSelect {...form.field("role")} label={words.role} data={roleOptions(MEMBER_ROLES)} />
        <Button type="submit" loading={form.isBusy}>
          {words.add}
        </Button>
      </div>
      <p className={classes.soft}>{places.roleHelp[role]}</p>
      <FormProblem problem={form.problem} />
    </form>
  )
}

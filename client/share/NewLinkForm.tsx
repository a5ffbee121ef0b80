import { Button, NativeSelect, TextInput } from "@mantine/core"
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../shared/time.ts"
import type { NewShareLink } from "../../shared/wire/http.ts"
import { FormProblem } from "../ui/FormProblem.tsx"
import { useForm } from "../ui/useForm.ts"
import { places } from "../words/en/places.ts"
import { share as words } from "../words/en/share.ts"
import { roleOptions } from "./member-roles.ts"
import classes from "./share.module.css"
import type { LinkAsk } from "./share-api.ts"

const LINK_ROLES = ["member", "viewer"] as const
type LinkRole = (typeof LINK_ROLES)[number]

/** How long a link works. `never` has no end. */
const EXPIRY_MS: Readonly<Record<keyof typeof words.expiry, number | undefined>> = {
  hour: HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
  never: undefined,
}
const EXPIRIES = Object.keys(EXPIRY_MS) as (keyof typeof EXPIRY_MS)[]

interface NewLinkFormProps {
  readonly create: (ask: LinkAsk) => Promise<NewShareLink>
  readonly onCreated: (link: NewShareLink) => void
}

export function NewLinkForm({ create, onCreated }: NewLinkFormProps) {
  const form = useForm({
    initial: { role: "member", label: "", expiry: "week" },
    check: () => ({}),
    async submit({ role, label, expiry }) {
      const endsIn = EXPIRY_MS[expiry as keyof typeof EXPIRY_MS]
      const end = endsIn === undefined ? {} : { expiresInMinutes: endsIn / MINUTE_MS }
      onCreated(await create({ role: role as LinkRole, label: label.trim(), ...end }))
      form.set({ label: "" })
    },
  })
  return (
    <form className={classes.form} onSubmit={form.onSubmit} noValidate>
      <div className={classes.fields}>
        <TextInput
          {...form.field("label")}
          className={classes.grow ?? ""}
          label={words.label}
          description={words.labelHelp}
          autoComplete="off"
          maxLength={200}
        />
        <NativeSelect {...form.field("role")} label={words.role} data={roleOptions(LINK_ROLES)} />
        <NativeSelect
          {...form.field("expiry")}
          label={words.expires}
          data={EXPIRIES.map((value) => ({ value, label: words.expiry[value] }))}
        />
        <Button type="submit" loading={form.isBusy}>
          {words.createLinkButton}
        </Button>
      </div>
      <p className={classes.soft}>{places.roleHelp[form.values.role as LinkRole]}</p>
      <FormProblem problem={form.problem} />
    </form>
  )
}

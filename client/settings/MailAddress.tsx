import { Button, TextInput } from "@mantine/core"
import type { MailSettings } from "../../shared/wire/http.ts"
import { FormProblem } from "../ui/FormProblem.tsx"
import { toast } from "../ui/toast.ts"
import { useForm } from "../ui/useForm.ts"
import { mail as words } from "../words/en/mail.ts"
import { mailApi, ownTimeZone } from "./mail-api.ts"
import classes from "./settings-screen.module.css"

interface MailAddressProps {
  /** The one that waits to be confirmed. */
  readonly address: string | null
  readonly onSent: (settings: MailSettings) => void
}

/** Whose address it is, is said by whoever reads what goes there; the server checks the rest. */
export function MailAddress({ address, onSent }: MailAddressProps) {
  const form = useForm({
    initial: { address: address ?? "" },
    check: ({ address: typed }) => ({ address: objectionTo(typed.trim()) }),
    async submit({ address: typed }) {
      const isFirst = address === null
      onSent(await mailApi.change({ address: typed.trim(), ...(isFirst ? { timeZone: ownTimeZone() } : {}) }))
      toast.say(words.sent(typed.trim()))
    },
  })
  return (
    <form className={classes.form} onSubmit={form.onSubmit} noValidate>
      <TextInput
        {...form.field("address")}
        type="email"
        label={words.address}
        description={words.addressHelp}
        autoComplete="email"
        inputMode="email"
        maxLength={254}
        required
      />
      <FormProblem problem={form.problem} />
      <div>
        <Button type="submit" loading={form.isBusy}>
          {address === null ? words.send : words.sendAgain}
        </Button>
      </div>
    </form>
  )
}

function objectionTo(typed: string): string | undefined {
  if (typed === "") return words.needAddress
  return /^[^\s@]+@[^\s@]+$/.test(typed) ? undefined : words.noAddress
}

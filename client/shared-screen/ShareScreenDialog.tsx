import { Button, TextInput } from "@mantine/core"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { forgetThisBrowser } from "../offline/forget.ts"
import { Dialog } from "../ui/Dialog.tsx"
import { FormProblem } from "../ui/FormProblem.tsx"
import { useForm } from "../ui/useForm.ts"
import { sharedScreen } from "../words/en/shared-screen.ts"
import { sharedApi } from "./shared-api.ts"
import classes from "./shared-screen.module.css"

const words = sharedScreen.make

interface ShareScreenDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
}

/** Gives this browser up for the crew: one's own session ends here, and what it kept goes. */
export function ShareScreenDialog({ opened, onClose }: ShareScreenDialogProps) {
  const session = useBoardSession()
  const form = useForm({
    initial: { label: "" },
    check: () => ({}),
    async submit({ label }) {
      await sharedApi(session.boardId).share(label.trim())
      session.close()
      await forgetThisBrowser()
      location.reload()
    },
  })
  return (
    <Dialog opened={opened} onClose={onClose} title={words.title}>
      <form className={classes.signing} onSubmit={form.onSubmit} noValidate>
        <p className={classes.note}>{words.words}</p>
        <TextInput
          {...form.field("label")}
          label={words.name}
          description={words.nameHelp}
          placeholder={words.namePlaceholder}
          maxLength={200}
          data-autofocus
        />
        <p className={classes.note}>
          <strong>{words.signsOut}</strong> {words.revoke}
        </p>
        <FormProblem problem={form.problem} />
        <Button type="submit" loading={form.isBusy}>
          {words.go}
        </Button>
      </form>
    </Dialog>
  )
}

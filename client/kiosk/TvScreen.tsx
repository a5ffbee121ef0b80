import { TextInput } from "@mantine/core"
import { ApiProblem, api, isGone } from "../api/client.ts"
import { DoorPage } from "../sign-in/DoorPage.tsx"
import classes from "../sign-in/door-page.module.css"
import { SubmitButton } from "../sign-in/SubmitButton.tsx"
import { useForm } from "../ui/useForm.ts"
import { kiosk } from "../words/en/kiosk.ts"

const words = kiosk.tv

/** For a TV with a remote control: a short code instead of a long address. */
export function TvScreen() {
  const form = useForm({
    initial: { code: "" },
    check: ({ code }) => ({ code: code.trim() === "" ? words.gone : undefined }),
    async submit({ code }) {
      const { boardId, token } = await claim(code)
      // A page of its own, from the start: what it is showing then has nothing to do with this form.
      location.replace(`/kiosk/${boardId}#${token}`)
    },
  })
  return (
    <DoorPage title={words.title} lead={words.words}>
      <form className={classes.form} onSubmit={form.onSubmit} noValidate>
        <TextInput
          {...form.field("code")}
          label={words.code}
          size="lg"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          autoFocus
        />
        <SubmitButton label={words.open} isBusy={form.isBusy} problem={form.problem} />
      </form>
    </DoorPage>
  )
}

async function claim(code: string): Promise<{ readonly boardId: string; readonly token: string }> {
  try {
    return await api.post("/screens/claim", { code })
  } catch (problem) {
    if (!isGone(problem)) throw problem
    throw new ApiProblem({ status: problem.status, code: "gone", detail: words.gone })
  }
}

import { Button, PasswordInput } from "@mantine/core"
import { useState } from "react"
import { PIN_DIGITS, PIN_FAULTS, pinFault } from "../../shared/rules/pin.ts"
import type { Me, PinState } from "../../shared/wire/http.ts"
import { ApiProblem, api } from "../api/client.ts"
import { SubmitButton } from "../sign-in/SubmitButton.tsx"
import { ErrorState } from "../ui/ErrorState.tsx"
import { LoadingState } from "../ui/LoadingState.tsx"
import { problemWords } from "../ui/problem-words.ts"
import { toast } from "../ui/toast.ts"
import { useForm } from "../ui/useForm.ts"
import { useRemote } from "../ui/useRemote.ts"
import { board as boardWords } from "../words/en/board.ts"
import { sharedScreen } from "../words/en/shared-screen.ts"
import { Section } from "./Section.tsx"
import classes from "./settings-screen.module.css"

const words = sharedScreen.pin

/** One's own PIN for signing on shared screens. */
export function PinSection({ me }: { me: Me }) {
  const { state, refresh, replace } = useRemote(() => api.get<PinState>("/me/pin"))
  return (
    <Section title={words.title} help={words.help}>
      {state.kind === "loading" && <LoadingState />}
      {state.kind === "failed" && <ErrorState problem={state.problem} onRetry={() => void refresh()} />}
      {state.kind === "ready" && <OwnPin me={me} pin={state.value} onChange={(next) => replace(() => next)} />}
    </Section>
  )
}

interface OwnPinProps {
  readonly me: Me
  readonly pin: PinState
  readonly onChange: (pin: PinState) => void
}

function OwnPin({ me, pin, onChange }: OwnPinProps) {
  const [isRemoving, setRemoving] = useState(false)
  const remove = async () => {
    setRemoving(true)
    try {
      await api.delete("/me/pin")
      onChange({ isSet: false, lockedUntil: null })
      toast.say(words.wasRemoved)
    } catch (problem) {
      toast.problem(problemWords(problem))
    } finally {
      setRemoving(false)
    }
  }
  return (
    <>
      <p className={classes.note} role="status">
        {pin.isSet ? words.isSet : words.isNone}{" "}
        {pin.lockedUntil !== null && words.locked(boardWords.timeOf(new Date(pin.lockedUntil)))}
      </p>
      <PinForm me={me} isSet={pin.isSet} onChange={onChange} />
      {pin.isSet && (
        <Button variant="default" loading={isRemoving} onClick={() => void remove()}>
          {words.remove}
        </Button>
      )}
    </>
  )
}

function PinForm({ me, isSet, onChange }: { me: Me; isSet: boolean; onChange: (pin: PinState) => void }) {
  const isMember = me.kind === "member"
  const form = useForm({
    initial: { current: "", pin: "", again: "" },
    check: ({ current, pin, again }) => {
      const fault = pinFault(pin)
      return {
        current: isMember && current === "" ? words.needCurrent : undefined,
        pin: fault && PIN_FAULTS[fault],
        again: pin === again ? undefined : words.differs,
      }
    },
    async submit({ current, pin }) {
      onChange(await api.post<PinState>("/me/pin", { pin, ...(current === "" ? {} : { current }) }))
      form.set({ current: "", pin: "", again: "" })
      toast.say(words.wasSet)
    },
  })
  const digits = { inputMode: "numeric", autoComplete: "off", maxLength: PIN_DIGITS.max, required: true } as const
  return (
    <form className={classes.form} onSubmit={form.onSubmit} noValidate>
      {isMember ? (
        <PasswordInput {...form.field("current")} label={words.current} autoComplete="current-password" required />
      ) : (
        isSet && (
          <PasswordInput
            {...form.field("current")}
            label={words.currentPin}
            description={words.currentPinHelp}
            autoComplete="off"
          />
        )
      )}
      <PasswordInput {...form.field("pin")} {...digits} label={words.fresh} />
      <PasswordInput {...form.field("again")} {...digits} label={words.again} />
      <SubmitButton
        label={isSet ? words.change : words.set}
        isBusy={form.isBusy}
        problem={inWords(form.problem)}
        wrongCredentials={words.wrongPassword}
      />
    </form>
  )
}

/** The one problem here that is no sentence of its own yet. */
function inWords(problem: unknown): unknown {
  if (!(problem instanceof ApiProblem) || problem.code !== "wrong-pin") return problem
  return new ApiProblem({ status: problem.status, code: problem.code, detail: words.wrongPin })
}

/** "Who are you?": stands over the board of a shared screen whenever something was pressed that takes a person's word. */
import { Button } from "@mantine/core"
import { IconArrowLeft, IconDeviceMobile, IconKey } from "@tabler/icons-react"
import { useState } from "react"
import type { Answer, Command } from "../../shared/command/command.ts"
import type { Person } from "../../shared/wire/http.ts"
import { ApiProblem } from "../api/client.ts"
import { partyBoardOf } from "../handoff/useParties.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useExternal } from "../hooks/useExternal.ts"
import { usePeopleDirectory, usePersonName } from "../hooks/usePeopleDirectory.ts"
import type { ReadModel, SignRequest } from "../sync/board-session.ts"
import { Dialog } from "../ui/Dialog.tsx"
import { problemWords } from "../ui/problem-words.ts"
import { toast } from "../ui/toast.ts"
import { board as boardWords } from "../words/en/board.ts"
import { sharedScreen as words } from "../words/en/shared-screen.ts"
import { AskByPhone } from "./AskByPhone.tsx"
import { PeopleTiles } from "./PeopleTiles.tsx"
import { PinPad } from "./PinPad.tsx"
import { sharedApi } from "./shared-api.ts"
import classes from "./shared-screen.module.css"
import { signersOf } from "./who-may.ts"

/** Stands once per open board, on whatever screen of it. */
export function SignAs() {
  const [request] = useExternal(useBoardSession().signRequests)
  const cancel = () =>
    request?.settle({ id: request.command.id, ok: false, code: "forbidden", detail: words.cancelled })
  return (
    <Dialog opened={request !== undefined} onClose={cancel} title={words.who} size="lg">
      {request && <Signing key={request.command.id} request={request} />}
    </Dialog>
  )
}

type Step = { readonly way: "who" } | { readonly way: "pin"; readonly person: Person } | PhoneStep
type PhoneStep = { readonly way: "phone"; readonly person: Person | undefined }

function Signing({ request: { command, settle } }: { request: SignRequest }) {
  const session = useBoardSession()
  const nameOf = usePersonName()
  const [step, setStep] = useState<Step>({ way: "who" })
  const done = (answer: Answer, person: string) => {
    settle(answer)
    if (answer.ok) toast.say(words.signed(nameOf(person)))
  }
  return (
    <div className={classes.signing}>
      <p className={classes.about}>{words.about(command.kind, cardTitle(command, session.model))}</p>
      {step.way === "who" && <Who command={command} onStep={setStep} />}
      {step.way === "pin" && <Pin command={command} person={step.person} onDone={done} />}
      {step.way === "phone" && (
        <AskByPhone board={session.boardId} command={command} person={step.person} onAnswer={done} />
      )}
      {step.way !== "who" && <Ways step={step} onStep={setStep} />}
    </div>
  )
}

function Who({ command, onStep }: { command: Command; onStep: (step: Step) => void }) {
  const { model } = useBoardSession()
  const people = usePeopleDirectory()
  if (people.size === 0) return <p role="status">{words.loading}</p>
  return (
    <>
      <PeopleTiles
        signers={signersOf(command, people.values(), model, partyBoardOf(model))}
        onPick={(person) => onStep({ way: "pin", person })}
      />
      <Button
        variant="default"
        size="md"
        leftSection={<IconDeviceMobile size={18} />}
        onClick={() => onStep({ way: "phone", person: undefined })}
      >
        {words.anyPhone}
      </Button>
    </>
  )
}

interface PinProps {
  readonly command: Command
  readonly person: Person
  readonly onDone: (answer: Answer, person: string) => void
}

function Pin({ command, person, onDone }: PinProps) {
  const { boardId } = useBoardSession()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const sign = async (pin: string) => {
    setBusy(true)
    setProblem(undefined)
    try {
      onDone(await sharedApi(boardId).signAs(person.actor, pin, command), person.actor)
    } catch (error) {
      setProblem(pinProblem(error, person.name))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <h3 className={classes.heading}>{words.pinOf(person.name)}</h3>
      <PinPad name={person.name} isBusy={isBusy} problem={problem} onPin={(pin) => void sign(pin)} />
    </>
  )
}

function pinProblem(error: unknown, name: string): string {
  if (!(error instanceof ApiProblem)) return problemWords(error)
  const { triesLeft, until } = error.data ?? {}
  if (error.code === "wrong-pin" && typeof triesLeft === "number") return words.wrong(name, triesLeft)
  if (error.code === "pin-locked" && typeof until === "number")
    return words.locked(name, boardWords.timeOf(new Date(until)))
  return problemWords(error)
}

/** Another person, or the other way to prove who one is. */
function Ways({ step, onStep }: { step: Exclude<Step, { way: "who" }>; onStep: (step: Step) => void }) {
  const { person } = step
  return (
    <div className={classes.ways}>
      <Button variant="subtle" leftSection={<IconArrowLeft size={18} />} onClick={() => onStep({ way: "who" })}>
        {words.back}
      </Button>
      {step.way === "pin" && (
        <Button
          variant="default"
          leftSection={<IconDeviceMobile size={18} />}
          onClick={() => onStep({ way: "phone", person })}
        >
          {words.usePhone}
        </Button>
      )}
      {step.way === "phone" && person && (
        <Button variant="default" leftSection={<IconKey size={18} />} onClick={() => onStep({ way: "pin", person })}>
          {words.usePin}
        </Button>
      )}
    </div>
  )
}

function cardTitle(command: Command, model: ReadModel): string | undefined {
  const handoff = "handoff" in command ? model.handoff(command.handoff) : undefined
  const id = handoff?.card ?? ("card" in command ? command.card : undefined)
  const title = typeof id === "string" ? model.card(id)?.title : undefined
  return typeof title === "string" && title !== "" ? title : undefined
}

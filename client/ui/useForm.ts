/**
 * Forms the plain way: values as text, checked when sent, the first wrong field focused, the server's own objections
 * shown at the field they speak of. A field's error goes away when the field is edited.
 */
import { type ChangeEvent, type FormEvent, useRef, useState } from "react"
import { ApiProblem } from "../api/client.ts"

export type FieldErrors<V> = { readonly [K in keyof V]?: string | undefined }

interface FormSpec<V extends Readonly<Record<string, string>>> {
  readonly initial: V
  readonly check: (values: V) => FieldErrors<V>
  readonly submit: (values: V) => Promise<void>
}

export interface FieldProps {
  readonly name: string
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>) => void
}

export interface Form<V extends Readonly<Record<string, string>>> {
  readonly values: V
  readonly isBusy: boolean
  /** What failed as a whole, when it is no field's fault. */
  readonly problem: unknown
  field(name: keyof V & string): FieldProps
  /** Quietly, for values that follow others or start again. */
  set(patch: Partial<V>): void
  /** As if it was typed: the field's error goes. For inputs that do not speak in events. */
  change(name: keyof V & string, value: string): void
  onSubmit(event: FormEvent<HTMLFormElement>): void
}

export function useForm<V extends Readonly<Record<string, string>>>({ initial, check, submit }: FormSpec<V>): Form<V> {
  const [values, setValues] = useState(initial)
  const [errors, setErrors] = useState<FieldErrors<V>>({})
  const [problem, setProblem] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const sending = useRef(false)

  const objectTo = (form: HTMLFormElement, found: FieldErrors<V>) => {
    setErrors(found)
    focusFirst(form, Object.keys(found))
  }
  const send = async (form: HTMLFormElement) => {
    sending.current = true
    setBusy(true)
    setProblem(undefined)
    try {
      await submit(values)
    } catch (error) {
      const found = fieldErrorsOf(error, values)
      if (Object.keys(found).length > 0) objectTo(form, found)
      else setProblem(error)
    } finally {
      sending.current = false
      setBusy(false)
    }
  }
  const change = (name: string, value: string) => {
    setValues((before) => ({ ...before, [name]: value }))
    setErrors((before) => ({ ...before, [name]: undefined }))
  }
  return {
    values,
    isBusy,
    problem,
    change,
    set: (patch) => setValues((before) => ({ ...before, ...patch })),
    field: (name) => ({
      name,
      value: values[name] ?? "",
      error: errors[name],
      onChange: ({ currentTarget: { value } }) => change(name, value),
    }),
    onSubmit(event) {
      event.preventDefault()
      if (sending.current) return
      const form = event.currentTarget
      const found = onlyErrors(check(values))
      if (Object.keys(found).length > 0) objectTo(form, found)
      else void send(form)
    },
  }
}

const onlyErrors = <V>(errors: FieldErrors<V>): FieldErrors<V> =>
  Object.fromEntries(Object.entries(errors).filter(([, error]) => error !== undefined)) as FieldErrors<V>

/** `body.login` speaks of the field `login`. */
function fieldErrorsOf<V extends object>(problem: unknown, values: V): FieldErrors<V> {
  if (!(problem instanceof ApiProblem)) return {}
  const entries = (problem.errors ?? []).map(({ path, message }) => [path.replace(/^body\./, ""), message] as const)
  return Object.fromEntries(entries.filter(([name]) => Object.hasOwn(values, name))) as FieldErrors<V>
}

function focusFirst(form: HTMLFormElement, names: readonly string[]): void {
  const wrong = new Set(names)
  const first = [...form.elements].find((element) => wrong.has(element.getAttribute("name") ?? ""))
  if (first instanceof HTMLElement) first.focus()
}

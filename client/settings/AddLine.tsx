import { Button, TextInput } from "@mantine/core"
import type { ReactNode } from "react"
import { useForm } from "../ui/useForm.ts"
import classes from "./board-settings.module.css"

interface AddLineProps {
  readonly label: string
  readonly button: string
  readonly maxLength: number
  readonly check: (name: string) => string | undefined
  readonly onAdd: (name: string) => void
  readonly children?: ReactNode
}

/** A name and a button; stays focused, so that several can be added in a row. */
export function AddLine({ label, button, maxLength, check, onAdd, children }: AddLineProps) {
  const form = useForm({
    initial: { name: "" },
    check: ({ name }) => ({ name: check(name) }),
    async submit({ name }) {
      onAdd(name.trim())
      form.set({ name: "" })
    },
  })
  return (
    <form className={classes.row} onSubmit={form.onSubmit} noValidate>
      <TextInput
        {...form.field("name")}
        style={{ flex: "1 1 160px", minWidth: 0 }}
        aria-label={label}
        placeholder={label}
        maxLength={maxLength}
        autoComplete="off"
      />
      {children}
      <Button type="submit" variant="light">
        {button}
      </Button>
    </form>
  )
}

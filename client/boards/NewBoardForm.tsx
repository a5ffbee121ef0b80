import { Button, Checkbox, TextInput } from "@mantine/core"
import { TEMPLATES } from "../../shared/templates/templates.ts"
import type { BoardSummary } from "../../shared/wire/http.ts"
import { FormProblem } from "../ui/FormProblem.tsx"
import { useForm } from "../ui/useForm.ts"
import { boards as words } from "../words/en/boards.ts"
import { checkBoardName } from "./board-list.ts"
import { boardsApi } from "./boards-api.ts"
import classes from "./new-board.module.css"
import { TemplateChoice } from "./TemplateChoice.tsx"

/** A name and a template. The name follows the template until somebody types one. */
export function NewBoardForm({ onCreated }: { onCreated: (board: BoardSummary) => void }) {
  const first = TEMPLATES[0]
  const form = useForm({
    initial: { name: first?.name ?? "", template: first?.id ?? "", samples: "yes" },
    check: ({ name }) => ({ name: checkBoardName(name) }),
    async submit({ name, template, samples }) {
      onCreated(await boardsApi.create({ name: name.trim(), template, samples: samples === "yes" }))
    },
  })
  const choose = (id: string) => {
    const isUntouched = TEMPLATES.some(({ name }) => name === form.values.name) || form.values.name.trim() === ""
    const name = TEMPLATES.find((template) => template.id === id)?.name ?? ""
    form.set({ template: id, ...(isUntouched ? { name } : {}) })
  }
  return (
    <form className={classes.form} onSubmit={form.onSubmit} noValidate>
      <TemplateChoice chosen={form.values.template} onChoose={choose} />
      <Checkbox
        label={words.samples}
        description={words.samplesHelp}
        checked={form.values.samples === "yes"}
        onChange={(event) => form.set({ samples: event.currentTarget.checked ? "yes" : "" })}
      />
      <div className={classes.row}>
        <TextInput
          {...form.field("name")}
          className={classes.name ?? ""}
          label={words.name}
          autoComplete="off"
          required
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button type="submit" loading={form.isBusy}>
          {words.createButton}
        </Button>
      </div>
      <FormProblem problem={form.problem} />
    </form>
  )
}

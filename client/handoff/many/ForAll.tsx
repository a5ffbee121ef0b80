import { Button, NativeSelect } from "@mantine/core"
import { useId, useState } from "react"
import type { Change } from "../../../shared/change/change.ts"
import { RULES } from "../../../shared/errors.ts"
import type { Target } from "../../../shared/handoff/handoff.ts"
import { templateRef } from "../../../shared/handoff/template.ts"
import { templatesOf } from "../../../shared/handoff/templates/templates.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useMeta } from "../../hooks/useBoard.ts"
import { toast } from "../../ui/toast.ts"
import { handOverMany as words } from "../../words/en/hand-over-many.ts"
import { handoffRules } from "../../words/en/handoff-rules.ts"
import { answerText } from "../refusal-words.ts"
import { ToWhom } from "../ToWhom.tsx"
import { useNames } from "../useNames.ts"
import classes from "./many.module.css"
import { sendAllTo, sheetsFor } from "./prepare.ts"
import type { Row } from "./row.ts"

interface ForAllProps {
  readonly rows: readonly Row[]
  readonly to: Target | undefined
  readonly onTo: (to: Target | undefined) => void
  readonly me: string
}

/** Said once for all: whom they go to, and the template of those that have no sheet yet. */
export function ForAll({ rows, to, onTo, me }: ForAllProps) {
  const { model } = useBoardSession()
  const templates = templatesOf(useMeta())
  const [chosen, choose] = useState(() => likelyTemplate(model.handoffs()) ?? templates[0]?.id ?? "")
  const { prepare, write, isPreparing } = usePrepare()
  const id = useId()
  const bare = rows.flatMap((row) => (row.kind === "none" ? [row.card] : []))
  const drafts = rows.flatMap((row) => ("sheet" in row || row.kind === "loading" ? [row.handoff.id] : []))
  const template = templates.find((one) => one.id === chosen)
  return (
    <div className={classes.forAll}>
      <div className={classes.one}>
        <label htmlFor={id} className={classes.name}>
          {words.to}
        </label>
        <ToWhom
          id={id}
          label={words.to}
          cardId={rows[0]?.card ?? ""}
          value={to}
          without={me}
          onChoose={(next) => {
            onTo(next ?? undefined)
            write(sendAllTo(model, drafts, next))
          }}
        />
      </div>
      {bare.length > 0 && (
        <>
          <NativeSelect
            className={classes.one ?? ""}
            label={words.template}
            value={chosen}
            data={templates.map(({ id: value, name }) => ({ value, label: name }))}
            onChange={(event) => choose(event.currentTarget.value)}
          />
          <Button
            variant="light"
            disabled={!template}
            loading={isPreparing}
            onClick={() => template && void prepare(bare, template, to)}
          >
            {words.prepare(bare.length)}
          </Button>
        </>
      )}
    </div>
  )
}

/** The one that was used last on this board. */
const likelyTemplate = (handoffs: readonly { readonly template: string }[]): string | undefined =>
  handoffs.at(-1)?.template.split("@")[0]

function usePrepare() {
  const session = useBoardSession()
  const names = useNames()
  const [isPreparing, setPreparing] = useState(false)
  const write = (changes: readonly Change[]): boolean => {
    const refusal = changes.length > 0 ? session.edit(changes) : undefined
    if (refusal) toast.problem(handoffRules[refusal.rule]?.({}) ?? RULES[refusal.rule])
    return !refusal
  }
  const prepare = async (
    cards: readonly string[],
    template: Parameters<typeof sheetsFor>[2],
    to: Target | undefined,
  ): Promise<void> => {
    const drafts = cards.map((card) => ({ card, handoff: session.newId() }))
    if (!write(sheetsFor(session.model, drafts, template, to))) return
    setPreparing(true)
    const answers = await Promise.all(
      drafts.map((draft) => session.command({ kind: "handoff.create", ...draft, template: templateRef(template) })),
    )
    setPreparing(false)
    const no = answers.find((answer) => !answer.ok)
    if (no && !no.ok) toast.problem(answerText(no, names))
  }
  return { prepare, write, isPreparing }
}

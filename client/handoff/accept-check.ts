/** What still stands between a receiver and the acceptance, before the relay is asked. */
import { actionsIn, type Brief, briefText } from "../../shared/handoff/brief.ts"
import type { Channel, Handoff } from "../../shared/handoff/handoff.ts"
import { judgeReadBack, READ_BACK_MIN_CHARS, saidLength } from "../../shared/handoff/read-back.ts"
import { type Answers, receiverFields, unanswered } from "../../shared/handoff/receiver-answers.ts"
import type { Sheet } from "../../shared/handoff/step.ts"
import { handoff as words } from "../words/en/handoff.ts"

export interface Given {
  readonly readBack: string
  readonly ticked: ReadonlySet<string>
  readonly channel: Channel | undefined
  /** To what the template asks of whoever accepts. */
  readonly answers: Answers
}

/** Words of what is left to do; none means that the relay can be asked. */
export function stillNeeded(
  handoff: Handoff,
  { brief, template }: Pick<Sheet, "brief" | "template">,
  given: Given,
): readonly string[] {
  const channel = given.channel === undefined ? [words.still.channel] : []
  const answers = unanswered(receiverFields(template), given.answers).map(({ label }) => words.still.answer(label))
  if (handoff.level === "ack") return [...answers, ...channel]
  const unticked = actionsIn(brief, handoff.actionFields).filter(({ id }) => !given.ticked.has(id)).length
  return [
    ...(unticked > 0 ? [words.still.actions(unticked)] : []),
    ...answers,
    ...(judgeReadBack(given.readBack, briefText(brief)) === "fine" ? [] : [words.still.words]),
    ...channel,
  ]
}

/** What is said under the read-back while it is written; nothing before the first letter. */
export function readBackHint(readBack: string, brief: Brief): { readonly isFine: boolean; readonly text: string } {
  if (readBack.trim() === "") return { isFine: true, text: words.readBackHint }
  const verdict = judgeReadBack(readBack, briefText(brief))
  if (verdict === "too-short")
    return { isFine: true, text: words.verdicts["too-short"](READ_BACK_MIN_CHARS - saidLength(readBack)) }
  return { isFine: verdict === "fine", text: words.verdicts[verdict] }
}

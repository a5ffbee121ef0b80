import { Button } from "@mantine/core"
import { useState } from "react"
import type { Handoff } from "../../shared/handoff/handoff.ts"
import type { HandoffTemplate } from "../../shared/handoff/template.ts"
import type { Party } from "../../shared/handoff/transitions.ts"
import { useNow } from "../hooks/useNow.ts"
import { handoff as words } from "../words/en/handoff.ts"
import { mayDo } from "./buttons.ts"
import classes from "./handoff.module.css"
import type { HandoffStory, StoryQuestion } from "./story.ts"
import { useHandoffAsk } from "./useHandoffAsk.ts"
import { useNames } from "./useNames.ts"
import { WordsForm } from "./WordsForm.tsx"

interface QuestionsProps {
  readonly handoff: Handoff
  readonly story: HandoffStory
  readonly template: HandoffTemplate | undefined
  readonly parties: ReadonlySet<Party>
}

/** What was asked, about which field, and what was answered. An open one shows whose move it is and for how long. */
export function Questions({ handoff, story, template, parties }: QuestionsProps) {
  if (story.questions.length === 0) return null
  return (
    <div className={classes.part}>
      <h4>{words.questions}</h4>
      <ul className={classes.talk}>
        {story.questions.map((question) => (
          <Question key={question.seq} {...{ handoff, question, template, parties }} />
        ))}
      </ul>
    </div>
  )
}

interface QuestionProps extends Omit<QuestionsProps, "story"> {
  readonly question: StoryQuestion
}

function Question({ handoff, question, template, parties }: QuestionProps) {
  const names = useNames()
  const now = useNow()
  const [isAnswering, setAnswering] = useState(false)
  const { ask, problem } = useHandoffAsk()
  const label = template?.fields.find(({ key }) => key === question.field)?.label ?? words.aboutAll
  const isOpen = handoff.questions.some(({ seq, answered }) => seq === question.seq && !answered)
  return (
    <li>
      <p className={classes.quiet}>{words.asked(names.person(question.by), label)}</p>
      <p>{question.text}</p>
      {question.answer && (
        <div className={classes.reply}>
          <p className={classes.quiet}>{words.answered(names.person(question.answer.by))}</p>
          <p>{question.answer.text}</p>
        </div>
      )}
      {isOpen && (
        <p className={classes.waits}>
          {words.waitingFor(names.person(handoff.sender), Math.max(0, now - question.at))}
        </p>
      )}
      {isOpen && mayDo("answer", handoff, parties) && !isAnswering && (
        <Button size="compact-sm" variant="light" onClick={() => setAnswering(true)}>
          {words.answer}
        </Button>
      )}
      {isOpen && isAnswering && (
        <WordsForm
          label={words.answer}
          placeholder={words.answerPlaceholder}
          go={words.sendAnswer}
          onCancel={() => setAnswering(false)}
          onGo={(text) => {
            setAnswering(false)
            void ask({ kind: "handoff.answer", handoff: handoff.id, question: question.seq, text })
          }}
        />
      )}
      {problem && (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
    </li>
  )
}

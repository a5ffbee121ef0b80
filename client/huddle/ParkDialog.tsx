import { Button, Checkbox } from "@mantine/core"
import { useState } from "react"
import { BoardDialog } from "../board/dialogs/BoardDialog.tsx"
import { useBoardUi } from "../board/useBoardUi.ts"
import { useNames } from "../handoff/useNames.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { usePeopleDirectory } from "../hooks/usePeopleDirectory.ts"
import { board as boardWords } from "../words/en/board.ts"
import { huddle as words } from "../words/en/huddle.ts"
import classes from "./huddle.module.css"
import { useSteering } from "./useSteering.ts"

/** Who talks about it afterwards: whoever is accountable and the crew are ticked, so that Enter is enough. */
export function ParkDialog({ card, onClose }: { card: string; onClose: () => void }) {
  const steering = useSteering()
  const { model } = useBoardSession()
  const ui = useBoardUi()
  const names = useNames()
  const directory = usePeopleDirectory()
  const [people, setPeople] = useState(() => steering.peopleOf(card))
  const offered = [...directory.values()].filter(({ role }) => role === "lead" || role === "member")
  const toggle = (actor: string) =>
    setPeople(people.includes(actor) ? people.filter((one) => one !== actor) : [...people, actor])
  const park = () => {
    const title = String(model.card(card)?.title || boardWords.untitled)
    ui.say(words.parkedNow(title, people.map(names.person)))
    void steering.park(card, people)
    onClose()
  }
  return (
    <BoardDialog title={words.parkTitle} onClose={onClose}>
      <div className={classes.choices}>
        {offered.map(({ actor, name }) => (
          <Checkbox key={actor} label={name} checked={people.includes(actor)} onChange={() => toggle(actor)} />
        ))}
        <Button data-autofocus onClick={park}>
          {words.park}
        </Button>
      </div>
    </BoardDialog>
  )
}

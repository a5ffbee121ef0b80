import { Button, Kbd } from "@mantine/core"
import { Fragment } from "react"
import type { Huddle } from "../../shared/huddle/huddle.ts"
import { BoardDialog } from "../board/dialogs/BoardDialog.tsx"
import { useNames } from "../handoff/useNames.ts"
import { useMe } from "../hooks/useBoard.ts"
import { useExternal } from "../hooks/useExternal.ts"
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx"
import { board as boardWords } from "../words/en/board.ts"
import { huddle as words } from "../words/en/huddle.ts"
import classes from "./huddle.module.css"
import { HUDDLE_KEYS, type HuddleKey, KEY_GROUPS } from "./keys.ts"
import { ParkDialog } from "./ParkDialog.tsx"
import { useAttending, useHuddleUi } from "./useHuddle.ts"
import { useSteering } from "./useSteering.ts"

/** The one dialog that is open. */
export function HuddleDialogs({ huddle }: { huddle: Huddle }) {
  const ui = useHuddleUi()
  const dialog = useExternal(ui.dialog)
  switch (dialog) {
    case "keys":
      return <KeysSheet onClose={ui.close} />
    case "take-over":
      return <TakeOver huddle={huddle} onClose={ui.close} />
    case "hand-over":
      return <HandOver huddle={huddle} onClose={ui.close} />
    case "park":
      return huddle.spotlight && <ParkDialog card={huddle.spotlight.card} onClose={ui.close} />
    case "close":
      return <CloseHuddle onClose={ui.close} />
    default:
      return null
  }
}

/** It names whom it takes the wheel from; should somebody else have it by then, the relay says so. */
function TakeOver({ huddle, onClose }: { huddle: Huddle; onClose: () => void }) {
  const names = useNames()
  const steering = useSteering()
  const { driver } = huddle
  if (driver === null) return null
  const who = names.person(driver)
  return (
    <ConfirmDialog
      opened
      title={words.takeOverTitle(who)}
      confirm={words.takeOverConfirm(who)}
      onConfirm={() => void steering.take(driver)}
      onClose={onClose}
    >
      {words.takeOverText(who)}
    </ConfirmDialog>
  )
}

function HandOver({ huddle, onClose }: { huddle: Huddle; onClose: () => void }) {
  const names = useNames()
  const steering = useSteering()
  const me = useMe()
  const others = useAttending(huddle).filter(({ actor }) => actor !== me?.actor)
  const give = (to: string) => {
    void steering.handOver(to)
    onClose()
  }
  return (
    <BoardDialog title={words.handOverTitle} onClose={onClose}>
      {others.length === 0 && <p>{words.handOverNobody}</p>}
      <div className={classes.choices}>
        {others.map(({ actor }, i) => (
          <Button
            key={actor}
            size="md"
            variant="default"
            data-autofocus={i === 0 || undefined}
            onClick={() => give(actor)}
          >
            {names.person(actor)}
          </Button>
        ))}
      </div>
    </BoardDialog>
  )
}

function CloseHuddle({ onClose }: { onClose: () => void }) {
  const steering = useSteering()
  return (
    <ConfirmDialog
      opened
      title={words.closeTitle}
      confirm={words.closeHuddle}
      onConfirm={() => void steering.close()}
      onClose={onClose}
    >
      {words.closeText}
    </ConfirmDialog>
  )
}

const ALL = Object.keys(HUDDLE_KEYS) as HuddleKey[]

function KeysSheet({ onClose }: { onClose: () => void }) {
  return (
    <BoardDialog title={words.keysTitle} onClose={onClose} size="lg">
      {KEY_GROUPS.map((group) => (
        <section key={group} aria-label={words.keyGroups[group]} className={classes.keyGroup}>
          <h3>{words.keyGroups[group]}</h3>
          <dl>
            {ALL.filter((id) => HUDDLE_KEYS[id].group === group).map((id) => (
              <div key={id}>
                <dt>{words.keyNames[id]}</dt>
                <dd>
                  {HUDDLE_KEYS[id].keys.map((combination, i) => (
                    <Fragment key={combination}>
                      {i > 0 && ` ${boardWords.or} `}
                      {combination.split("+").map((key) => (
                        <Kbd key={key}>{boardWords.keyNames[key] ?? (key.length === 1 ? key.toUpperCase() : key)}</Kbd>
                      ))}
                    </Fragment>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </BoardDialog>
  )
}

import { Button, Menu } from "@mantine/core"
import { IconCheck, IconUserShare, IconX } from "@tabler/icons-react"
import { useState } from "react"
import { type Huddle, rollOf } from "../../../shared/huddle/huddle.ts"
import type { CrewRole } from "../../../shared/model/settings.ts"
import { useNames } from "../../handoff/useNames.ts"
import { useCrewRoles } from "../../hooks/useBoard.ts"
import { usePeopleDirectory } from "../../hooks/usePeopleDirectory.ts"
import { huddle as words } from "../../words/en/huddle.ts"
import classes from "../huddle.module.css"
import { useAttending, useCanDrive } from "../useHuddle.ts"
import { useSteering } from "../useSteering.ts"
import type { StepProps } from "./StepBody.tsx"

/** Roles, not names: present, represented by somebody, or absent. One tap each. */
export function RollCallStep({ huddle }: StepProps) {
  const roles = useCrewRoles()
  const canDrive = useCanDrive()
  const steering = useSteering()
  const open = roles.filter(({ id }) => rollOf(huddle, id) === undefined)
  if (roles.length === 0)
    return (
      <div className={classes.plain}>
        <h2>{words.noRoles}</h2>
        <p className={classes.hint}>{words.noRolesHint}</p>
      </div>
    )
  const callAll = async () => {
    for (const { id } of open) await steering.roll(id, "present")
  }
  return (
    <>
      <p className={classes.hint}>{words.rollHint}</p>
      <ul className={classes.roll}>
        {roles.map((role) => (
          <RollRow key={role.id} huddle={huddle} role={role} canCall={canDrive} />
        ))}
      </ul>
      {canDrive && open.length > 1 && (
        <Button className={classes.all ?? ""} onClick={() => void callAll()}>
          {words.allPresent}
        </Button>
      )}
    </>
  )
}

function RollRow({ huddle, role, canCall }: { huddle: Huddle; role: CrewRole; canCall: boolean }) {
  const names = useNames()
  const people = usePeopleDirectory()
  const steering = useSteering()
  const answer = rollOf(huddle, role.id)
  const here = useAttending(huddle).filter(({ actor }) => people.get(actor)?.crewRoles.includes(role.id))
  const said =
    answer?.state === "represented" && answer.person !== null
      ? words.representedBy(names.person(answer.person))
      : here.length > 0
        ? words.hereFor(here.map(({ actor }) => names.person(actor)))
        : words.nobodyHere
  return (
    <li data-state={answer?.state ?? "none"}>
      <p>
        <strong>{role.name}</strong>
        <span>{said}</span>
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as a form */}
      <div role="group" aria-label={words.rollOf(role.name)}>
        <Button
          variant={answer?.state === "present" ? "filled" : "default"}
          aria-pressed={answer?.state === "present"}
          disabled={!canCall}
          leftSection={<IconCheck aria-hidden="true" />}
          onClick={() => void steering.roll(role.id, "present")}
        >
          {words.rolls.present}
        </Button>
        <StandIn huddle={huddle} role={role} canCall={canCall} isChosen={answer?.state === "represented"} />
        <Button
          variant={answer?.state === "absent" ? "filled" : "default"}
          aria-pressed={answer?.state === "absent"}
          disabled={!canCall}
          leftSection={<IconX aria-hidden="true" />}
          onClick={() => void steering.roll(role.id, "absent")}
        >
          {words.rolls.absent}
        </Button>
      </div>
    </li>
  )
}

interface StandInProps {
  readonly huddle: Huddle
  readonly role: CrewRole
  readonly canCall: boolean
  readonly isChosen: boolean
}

function StandIn({ huddle, role, canCall, isChosen }: StandInProps) {
  const names = useNames()
  const steering = useSteering()
  const here = useAttending(huddle).map(({ actor }) => actor)
  // Around a wall stand people who are connected nowhere.
  const others = [...usePeopleDirectory().values()]
    .filter(({ actor, role: may }) => (may === "lead" || may === "member") && !here.includes(actor))
    .map(({ actor }) => actor)
  const [button, setButton] = useState<HTMLButtonElement | null>(null)
  const [isByKeys, setByKeys] = useState(true)
  const within = { boundary: button?.closest("main") ?? undefined }
  return (
    // It opens inside of the step, upwards where need be: the buttons below it stay free.
    // Whoever points gets no focus back: the next Space is for the huddle, not for this button again.
    <Menu position="bottom-end" returnFocus={isByKeys} middlewares={{ flip: within, shift: within }}>
      <Menu.Target>
        <Button
          ref={setButton}
          onPointerDownCapture={() => setByKeys(false)}
          onKeyDownCapture={() => setByKeys(true)}
          variant={isChosen ? "filled" : "default"}
          aria-pressed={isChosen}
          disabled={!canCall}
          leftSection={<IconUserShare aria-hidden="true" />}
        >
          {words.rolls.represented}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={words.representedByWhom(role.name)}>
        {[...here, ...others].map((actor) => (
          <Menu.Item key={actor} onClick={() => void steering.roll(role.id, "represented", actor)}>
            {names.person(actor)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

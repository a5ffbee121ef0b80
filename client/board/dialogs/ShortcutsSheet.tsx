import { Kbd, Switch } from "@mantine/core"
import { Fragment } from "react"
import { useExternal } from "../../hooks/useExternal.ts"
import { board as words } from "../../words/en/board.ts"
import { arePlainKeysOn, setPlainKeys } from "../keys/plain-keys.ts"
import { GROUPS, SHORTCUTS, type Shortcut, type ShortcutGroup, type ShortcutId } from "../keys/shortcuts.ts"
import { BoardDialog } from "./BoardDialog.tsx"
import classes from "./dialogs.module.css"

const ALL = Object.entries(SHORTCUTS) as [ShortcutId, Shortcut][]

/** The same table that the keys are handled by. */
export function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  const areOn = useExternal(arePlainKeysOn)
  return (
    <BoardDialog title={words.sheetTitle} onClose={onClose} size="xl">
      <div className={classes.sheet}>
        {GROUPS.map((group) => (
          <Group key={group} group={group} />
        ))}
      </div>
      <Switch
        mt="md"
        checked={areOn}
        label={words.plainKeys}
        description={words.plainKeysHint}
        onChange={(event) => setPlainKeys(event.currentTarget.checked)}
      />
    </BoardDialog>
  )
}

function Group({ group }: { group: ShortcutGroup }) {
  return (
    <section className={classes.group} aria-label={words.groups[group]}>
      <h3>{words.groups[group]}</h3>
      <dl>
        {ALL.filter(([, shortcut]) => shortcut.group === group).map(([id, { keys }]) => (
          <div key={id} className={classes.shortcut}>
            <dt>{words.shortcutNames[id]}</dt>
            <dd>
              {keys.map((combination, i) => (
                <Fragment key={combination}>
                  {i > 0 && <span className={classes.or}>{words.or}</span>}
                  <Keys combination={combination} />
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const Keys = ({ combination }: { combination: string }) =>
  combination
    .split("+")
    .map((key) => <Kbd key={key}>{words.keyNames[key] ?? (key.length === 1 ? key.toUpperCase() : key)}</Kbd>)

import { Tabs } from "@mantine/core"
import { IconLink, IconUsers } from "@tabler/icons-react"
import { EMPTY_BOARD } from "../../shared/model/board-view.ts"
import { boardName } from "../../shared/model/settings.ts"
import { can } from "../../shared/rules/permission.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useMe, useMeta } from "../hooks/useBoard.ts"
import { Dialog } from "../ui/Dialog.tsx"
import { share as words } from "../words/en/share.ts"
import { LinksPanel } from "./LinksPanel.tsx"
import { PeoplePanel } from "./PeoplePanel.tsx"
import classes from "./share.module.css"

interface ShareDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
}

/** Who may come in to this board, and how. Stands inside a board session. */
export function ShareDialog({ opened, onClose }: ShareDialogProps) {
  const name = boardName({ ...EMPTY_BOARD, meta: useMeta() })
  return (
    <Dialog opened={opened} onClose={onClose} title={words.title(name)} size="lg">
      {opened && <Panels />}
    </Dialog>
  )
}

function Panels() {
  const { boardId } = useBoardSession()
  const me = useMe()
  const mayManage = can(me?.role, "members.manage")
  if (!mayManage)
    return (
      <>
        <p className={classes.note}>{words.onlyLeads}</p>
        <PeoplePanel boardId={boardId} myActor={me?.actor} mayManage={false} />
      </>
    )
  return (
    <Tabs defaultValue="people" keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="people" leftSection={<IconUsers size={16} />}>
          {words.people}
        </Tabs.Tab>
        <Tabs.Tab value="links" leftSection={<IconLink size={16} />}>
          {words.links}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="people">
        <PeoplePanel boardId={boardId} myActor={me?.actor} mayManage />
      </Tabs.Panel>
      <Tabs.Panel value="links">
        <LinksPanel boardId={boardId} />
      </Tabs.Panel>
    </Tabs>
  )
}

import { ActionIcon, Menu } from "@mantine/core"
import { IconDots, IconMailForward, IconShield, IconUserCheck, IconUserOff } from "@tabler/icons-react"
import type { User } from "../share/share-api.ts"
import { Avatar } from "../ui/Avatar.tsx"
import { settings as words } from "../words/en/settings.ts"
import { share } from "../words/en/share.ts"
import classes from "./settings-screen.module.css"

interface UserRowProps {
  readonly user: User
  readonly isMe: boolean
  readonly onInvite: () => void
  readonly onDisable: () => void
  readonly onChange: (patch: { readonly disabled?: boolean; readonly owner?: boolean }) => void
}

export function UserRow({ user, isMe, ...actions }: UserRowProps) {
  const isDisabled = user.disabledAt !== null
  return (
    <li className={classes.user} data-disabled={isDisabled}>
      <Avatar actor={`user:${user.id}`} name={user.name} size={32} decorative />
      <div className={classes.who}>
        <span className={classes.name}>
          {user.name}
          {isMe && <span className={classes.soft}> ({share.you})</span>}
        </span>
        <span className={classes.soft}>{user.login}</span>
      </div>
      {(isDisabled || user.owner) && (
        <span className={classes.badge} data-tone={isDisabled ? "off" : "owner"}>
          {isDisabled ? words.disabled : words.owner}
        </span>
      )}
      {!isMe && <UserMenu user={user} {...actions} />}
    </li>
  )
}

function UserMenu({ user, onInvite, onDisable, onChange }: Omit<UserRowProps, "isMe">) {
  const isDisabled = user.disabledAt !== null
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words.more(user.name)}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!isDisabled && (
          <Menu.Item leftSection={<IconMailForward size={16} />} onClick={onInvite}>
            {words.newInvitation}
          </Menu.Item>
        )}
        {!isDisabled && (
          <Menu.Item leftSection={<IconShield size={16} />} onClick={() => onChange({ owner: !user.owner })}>
            {user.owner ? words.takeOwner : words.makeOwner}
          </Menu.Item>
        )}
        {isDisabled ? (
          <Menu.Item leftSection={<IconUserCheck size={16} />} onClick={() => onChange({ disabled: false })}>
            {words.enable}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconUserOff size={16} />} onClick={onDisable}>
            {words.disable}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

import { Drawer } from "@mantine/core"
import type { ReactNode } from "react"
import { common } from "../../words/en/common.ts"
import { useFocusBack } from "./useFocusBack.ts"

interface BoardDrawerProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** Width in pixels; the kit's own when it is left out. */
  readonly size?: number
}

/** A list beside the board that comes in from the right. */
export function BoardDrawer({ title, onClose, children, size }: BoardDrawerProps) {
  useFocusBack()
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      {...(size === undefined ? {} : { size })}
      returnFocus={false}
      title={title}
      closeButtonProps={{ "aria-label": common.close }}
    >
      {children}
    </Drawer>
  )
}

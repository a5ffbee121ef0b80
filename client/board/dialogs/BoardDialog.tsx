import { Modal } from "@mantine/core"
import type { ReactNode } from "react"
import { common } from "../../words/en/common.ts"
import { useFocusBack } from "./useFocusBack.ts"

interface BoardDialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly size?: string
  /** The card that the focus goes back to. */
  readonly card?: string
}

export function BoardDialog({ title, onClose, children, size = "md", card }: BoardDialogProps) {
  useFocusBack(card)
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      returnFocus={false}
      closeButtonProps={{ "aria-label": common.close }}
    >
      {children}
    </Modal>
  )
}

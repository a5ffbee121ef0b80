import { Modal } from "@mantine/core"
import { type ReactNode, useEffect } from "react"
import { common } from "../../words/en/common.ts"
import { tileOf } from "../board-ui.ts"

interface BoardDialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly size?: string
  /** The card that the focus goes back to. */
  readonly card?: string
}

export function BoardDialog({ title, onClose, children, size = "md", card }: BoardDialogProps) {
  useEffect(() => {
    const before = document.activeElement
    return () => {
      requestAnimationFrame(() => {
        const back = card === undefined ? before : tileOf(card)
        if (back instanceof HTMLElement && back.isConnected) back.focus({ preventScroll: true })
      })
    }
  }, [card])
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

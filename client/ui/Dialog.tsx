import { Modal, type ModalProps } from "@mantine/core"
import { type ReactNode, useEffect, useRef } from "react"
import { common } from "../words/en/common.ts"
import { lastFocus, returnFocusTo } from "./last-focus.ts"

interface DialogProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: string
  readonly size?: NonNullable<ModalProps["size"]>
  readonly children: ReactNode
}

/** Longer than the kit takes to give the focus back by itself. */
const AFTER_CLOSING_MS = 30

/** A modal dialog with a named close button, which gives the focus back to where it was asked for. */
export function Dialog({ opened, onClose, title, size = "md", children }: DialogProps) {
  const content = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!opened) return
    const opener = lastFocus()
    return () => {
      const closing = content.current?.closest("[role=dialog]")
      setTimeout(() => returnFocusTo(opener, closing), AFTER_CLOSING_MS)
    }
  }, [opened])
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      closeButtonProps={{ "aria-label": common.close }}
    >
      <div ref={content} data-closing={!opened || undefined}>
        {children}
      </div>
    </Modal>
  )
}

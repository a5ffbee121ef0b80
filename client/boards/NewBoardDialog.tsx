import { Modal } from "@mantine/core"
import { useLocation } from "wouter"
import { boards as words } from "../words/en/boards.ts"
import { common } from "../words/en/common.ts"
import { NewBoardForm } from "./NewBoardForm.tsx"

export function NewBoardDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [, navigate] = useLocation()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.createTitle}
      size="xl"
      closeButtonProps={{ "aria-label": common.close }}
    >
      <NewBoardForm
        onCreated={(board) => {
          onClose()
          navigate(`/b/${board.id}`)
        }}
      />
    </Modal>
  )
}

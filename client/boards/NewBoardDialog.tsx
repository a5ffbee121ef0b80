import { useLocation } from "wouter"
import { Dialog } from "../ui/Dialog.tsx"
import { boards as words } from "../words/en/boards.ts"
import { NewBoardForm } from "./NewBoardForm.tsx"

export function NewBoardDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [, navigate] = useLocation()
  return (
    <Dialog opened={opened} onClose={onClose} title={words.createTitle} size="xl">
      <NewBoardForm
        onCreated={(board) => {
          onClose()
          navigate(`/b/${board.id}`)
        }}
      />
    </Dialog>
  )
}

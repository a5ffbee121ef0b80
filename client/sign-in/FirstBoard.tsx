import { Button, Divider } from "@mantine/core"
import { IconFileImport } from "@tabler/icons-react"
import { useLocation } from "wouter"
import { NewBoardForm } from "../boards/NewBoardForm.tsx"
import { signIn as words } from "../words/en/sign-in.ts"
import { DoorPage } from "./DoorPage.tsx"

export function FirstBoard() {
  const [, navigate] = useLocation()
  return (
    <DoorPage title={words.firstBoardTitle} lead={words.firstBoardWords} wide>
      <NewBoardForm onCreated={(board) => navigate(`/b/${board.id}`, { replace: true })} />
      <Divider my="lg" />
      <Button
        variant="default"
        leftSection={<IconFileImport size={18} />}
        onClick={() => navigate("/import")}
        aria-describedby="import-help"
      >
        {words.orImport}
      </Button>
      <p id="import-help" style={{ margin: "8px 0 0", color: "var(--tl-muted)" }}>
        {words.orImportWords}
      </p>
    </DoorPage>
  )
}

import { Button } from "@mantine/core"
import { useLocation } from "wouter"
import { places } from "../words/en/places.ts"
import { signIn as words } from "../words/en/sign-in.ts"
import { DoorPage } from "./DoorPage.tsx"

/** A link that opens nothing: why, and the other way in. */
export function DeadLink({ title, children }: { title: string; children: string }) {
  const [, navigate] = useLocation()
  return (
    <DoorPage title={title} lead={children}>
      <Button variant="default" fullWidth onClick={() => navigate("/sign-in")}>
        {places.signIn}
      </Button>
    </DoorPage>
  )
}

export function IncompleteLink() {
  return <DeadLink title={words.missingToken}>{words.missingTokenWords}</DeadLink>
}

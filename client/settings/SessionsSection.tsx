import { Button } from "@mantine/core"
import { useState } from "react"
import type { Me } from "../../shared/wire/http.ts"
import { signOut } from "../sign-in/account.ts"
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx"
import { problemWords } from "../ui/problem-words.ts"
import { toast } from "../ui/toast.ts"
import { places } from "../words/en/places.ts"
import { settings as words } from "../words/en/settings.ts"
import { Section } from "./Section.tsx"

export function SessionsSection({ me }: { me: Me }) {
  const [isAsking, setAsking] = useState(false)
  const leave = async () => {
    try {
      await signOut()
    } catch (problem) {
      toast.problem(problemWords(problem))
    }
  }
  return (
    <Section title={words.sessions} {...(me.kind === "member" ? { help: words.sessionsWords } : {})}>
      <div style={{ display: "flex", flexWrap: "wrap", gap: 8 }}>
        <Button variant="default" onClick={() => void leave()}>
          {places.signOut}
        </Button>
        {me.kind === "member" && (
          <Button variant="outline" color="red" onClick={() => setAsking(true)}>
            {words.signOutEverywhere}
          </Button>
        )}
      </div>
      <ConfirmDialog
        opened={isAsking}
        title={words.signOutEverywhereTitle}
        confirm={words.signOutEverywhere}
        danger
        onConfirm={() => signOut(true)}
        onClose={() => setAsking(false)}
      >
        {words.sessionsWords}
      </ConfirmDialog>
    </Section>
  )
}

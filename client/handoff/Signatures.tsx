import { Button } from "@mantine/core"
import { IconSignature } from "@tabler/icons-react"
import type { Check } from "../../shared/model/card.ts"
import type { Signature } from "../../shared/promises/fold.ts"
import { useCardEntries } from "../card/card-entries.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useCrewRoles, useMe } from "../hooks/useBoard.ts"
import { useCardRegisters, usePromise } from "../hooks/useCards.ts"
import { useIsSharedScreen, useMayAsk } from "../hooks/useMayAsk.ts"
import { usePeopleDirectory } from "../hooks/usePeopleDirectory.ts"
import type { BoardSession } from "../sync/board-session.ts"
import { exactTime } from "../ui/relative-time.ts"
import { toast } from "../ui/toast.ts"
import { board as boardWords } from "../words/en/board.ts"
import { card as cardWords } from "../words/en/card.ts"
import { handoff as words } from "../words/en/handoff.ts"
import { signerOf } from "./gate-missing.ts"
import { answerText } from "./refusal-words.ts"
import classes from "./signatures.module.css"
import { useNameOf } from "./useNameOf.ts"
import { useNames } from "./useNames.ts"
import { useMyRoles } from "./useParties.ts"

/** Under an item: which roles must sign it, who has, and one tap to sign or to ask. */
export function Signatures({ cardId, check }: { cardId: string; check: Check }) {
  const roles = useCrewRoles().filter((role) => check.roles.includes(role.id))
  const promise = usePromise(cardId)
  const isVoided = useIsVoided(check.id, promise?.signatures[check.id] ?? NONE)
  if (roles.length === 0) return null
  return (
    <>
      <ul className={classes.signatures} aria-label={cardWords.roleMark(roles.map((role) => role.name).join(", "))}>
        {roles.map((role) => {
          const signature = promise?.signatures[check.id]?.find((one) => one.role === role.id)
          return (
            <li key={role.id} data-signed={signature !== undefined || undefined}>
              {signature ? (
                <Signed {...{ cardId, check, signature }} role={role.name} />
              ) : (
                <Unsigned {...{ cardId, check }} role={role.id} roleName={role.name} />
              )}
            </li>
          )
        })}
      </ul>
      {isVoided && <p className={classes.voided}>{words.voided}</p>}
    </>
  )
}

const NONE: readonly Signature[] = []

/** The newest thing that happened to its signatures was that they were taken off. */
function useIsVoided(check: string, standing: readonly Signature[]): boolean {
  const last = useCardEntries().findLast(
    ({ kind, data }) => data?.check === check && (kind === "check.signed" || kind === "check.voided"),
  )
  return standing.length === 0 && last?.kind === "check.voided"
}

interface SignedProps {
  readonly cardId: string
  readonly check: Check
  readonly role: string
  readonly signature: Signature
}

function Signed({ cardId, check, role, signature }: SignedProps) {
  const me = useMe()
  const isShared = useIsSharedScreen()
  const names = useNames()
  const ask = useAskSignature()
  return (
    <>
      <span className={classes.name} title={exactTime(signature.at)}>
        <IconSignature size={14} aria-hidden="true" />
        {words.signedBy(names.person(signature.by), role)}
        <time dateTime={new Date(signature.at).toISOString()}>{boardWords.timeOf(new Date(signature.at))}</time>
      </span>
      {(isShared || signature.by === me?.actor) && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          onClick={() => ask({ kind: "check.unsign", card: cardId, check: check.id })}
        >
          {words.unsign}
        </Button>
      )}
    </>
  )
}

interface UnsignedProps {
  readonly cardId: string
  readonly check: Check
  readonly role: string
  readonly roleName: string
}

function Unsigned({ cardId, check, role, roleName }: UnsignedProps) {
  const mayAsk = useMayAsk()
  const isShared = useIsSharedScreen()
  const isMyRole = useMyRoles().includes(role)
  const registers = useCardRegisters(cardId) ?? {}
  const people = usePeopleDirectory()
  const nameOf = useNameOf()
  const promise = usePromise(cardId)
  const ask = useAskSignature()
  const signer = signerOf(registers, role, people.values())
  const who = signer === undefined ? words.askRole(roleName) : nameOf(signer)
  const isAsked = promise?.asked[check.id]?.some((one) => one.role === role) === true
  const maySign = isMyRole || (isShared && [...people.values()].some((one) => one.crewRoles.includes(role)))
  return (
    <>
      <span className={classes.role} title={words.toSign(roleName)}>
        {roleName}
      </span>
      {mayAsk && maySign && (
        <Button
          size="compact-xs"
          variant="light"
          onClick={() => ask({ kind: "check.sign", card: cardId, check: check.id, role })}
        >
          {words.sign(roleName)}
        </Button>
      )}
      {mayAsk && !maySign && !isAsked && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => ask({ kind: "check.ask", card: cardId, check: check.id, role })}
        >
          {words.askToSign(who)}
        </Button>
      )}
      {isAsked && <span className={classes.asked}>{words.askedToSign(who)}</span>}
    </>
  )
}

function useAskSignature() {
  const session = useBoardSession()
  const names = useNames()
  return async (command: Parameters<BoardSession["command"]>[0]) => {
    const answer = await session.command(command)
    if (!answer.ok) toast.problem(answerText(answer, names))
  }
}

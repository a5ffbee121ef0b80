import type { ExceptionKind } from "../../shared/huddle/walk.ts"
import { howLong } from "../card/time-words.ts"
import { huddle as words } from "../words/en/huddle.ts"
import { useAtRisk, useWalk } from "./useLooked.ts"

/** Why a card is talked about, in words, the most pressing first. */
export function useReasons(): (card: string) => readonly string[] {
  const risks = useAtRisk()
  const lanes = useWalk()
  return (card) => {
    const risk = risks.find((one) => one.card === card)
    const walked = lanes.flatMap(({ exceptions }) => exceptions).find((one) => one.card === card)
    const kinds = new Set<ExceptionKind>([...(risk?.kinds ?? []), ...(walked?.kinds ?? [])])
    return [...kinds].map((kind) =>
      kind === risk?.kind ? firstReason(risk.kind, risk.ms, risk.level) : words.exceptions[kind],
    )
  }
}

/** The first reason says for how long, where that says something. */
function firstReason(kind: ExceptionKind, ms: number, level: number): string {
  const said = words.exceptions[kind]
  if (kind === "critical" || kind === "blocked") return said
  return `${said}, ${howLong(ms)}${level > 1 ? `, ${words.level(level)}` : ""}`
}

/** What people do in a huddle, for keys and buttons alike. Each asks for a promise and reads the huddle as it is then. */
import type { Answer } from "../../shared/command/command.ts"
import { atRisk } from "../../shared/huddle/at-risk.ts"
import { currentStep, type Huddle, isHere, type RollState } from "../../shared/huddle/huddle.ts"
import { walk } from "../../shared/huddle/walk.ts"
import { cardOf } from "../../shared/model/card.ts"
import { can } from "../../shared/rules/permission.ts"
import type { BoardSession } from "../sync/board-session.ts"
import { backward, onward } from "./course.ts"
import type { HuddleUi, LineDraft } from "./huddle-ui.ts"
import { lookAt } from "./looked.ts"

export type Ask = (command: Parameters<BoardSession["command"]>[0]) => Promise<Answer>

export class Steering {
  readonly #session: BoardSession
  readonly #ui: HuddleUi
  readonly #ask: Ask

  constructor(session: BoardSession, ui: HuddleUi, ask: Ask) {
    this.#session = session
    this.#ui = ui
    this.#ask = ask
  }

  get #huddle(): Huddle | undefined {
    return this.#session.model.huddle().open ?? undefined
  }
  get isDriver(): boolean {
    const huddle = this.#huddle
    return huddle !== undefined && huddle.driver === this.#session.me.get()?.actor
  }

  /** A shared screen shows a huddle and is nobody: those around it say themselves that they are here. */
  get mayJoin(): boolean {
    const role = this.#session.me.get()?.role
    return can(role, "huddle.drive") && !can(role, "command.as")
  }

  async start(): Promise<void> {
    if (this.#huddle) return
    await this.#ask({ kind: "huddle.start", huddle: this.#session.newId() })
  }

  /** The next card of this step, else the next step with its first card, else the question whether that was all. */
  async next(): Promise<void> {
    const huddle = this.#huddle
    if (!huddle) return
    const course = onward(huddle, this.cardsOf(currentStep(huddle).id))
    if (course.kind === "spotlight") await this.light(course.card)
    else if (course.kind === "step") await this.goTo(course.to)
    else this.#ui.dialog.set("close")
  }

  async back(): Promise<void> {
    const huddle = this.#huddle
    const course = huddle && backward(huddle, this.cardsOf(currentStep(huddle).id))
    if (course?.kind === "spotlight") await this.light(course.card)
    else if (course?.kind === "step") await this.goTo(course.to)
  }

  /** At risk begins with its first card: nobody has to press a key to see what the step is about. */
  async goTo(to: number): Promise<void> {
    const huddle = this.#huddle
    if (!huddle || to === huddle.step) return
    const answer = await this.#ask({ kind: "huddle.step", huddle: huddle.id, from: huddle.step, to })
    const step = huddle.steps[to]
    if (!answer.ok || step?.id !== "at-risk") return
    const now = this.#huddle ?? huddle
    const course = onward(now, this.cardsOf(step.id))
    if (course.kind === "spotlight") await this.light(course.card)
  }

  async light(card: string | null): Promise<void> {
    await this.#of((huddle) => ({ kind: "huddle.spotlight", huddle, card }))
  }

  /** Puts the card aside and goes on to the next one. */
  async park(card: string, people: readonly string[]): Promise<void> {
    const answer = await this.#of((huddle) => ({ kind: "huddle.park", huddle, card, with: [...people] }))
    if (answer?.ok) await this.next()
  }

  async extend(): Promise<void> {
    await this.#of((huddle) => ({ kind: "huddle.extend", huddle }))
  }

  /** `from` is whom the person saw at the wheel. */
  async take(from: string | null): Promise<boolean> {
    return (await this.#of((huddle) => ({ kind: "huddle.take", huddle, from })))?.ok === true
  }
  async handOver(to: string): Promise<void> {
    await this.#of((huddle) => ({ kind: "huddle.hand-over", huddle, to }))
  }

  async roll(role: string, state: RollState, person?: string): Promise<void> {
    const stands = person === undefined ? {} : { person }
    await this.#of((huddle) => ({ kind: "huddle.roll", huddle, role, state, ...stands }))
  }

  async join(): Promise<void> {
    const huddle = this.#huddle
    const me = this.#session.me.get()
    if (!huddle || !me || isHere(huddle, me.actor) || this.#ui.left.get() === huddle.id) return
    await this.#ask({ kind: "huddle.join", huddle: huddle.id })
  }

  /** Whoever drives leaves the wheel free for the others. */
  async leave(): Promise<void> {
    const huddle = this.#huddle
    const me = this.#session.me.get()
    if (!huddle || !me) return
    const wasHere = this.mayJoin && isHere(huddle, me.actor)
    if (wasHere) this.#ui.left.set(huddle.id)
    if (this.isDriver) await this.#ask({ kind: "huddle.free", huddle: huddle.id, driver: me.actor })
    if (wasHere) await this.#ask({ kind: "huddle.leave", huddle: huddle.id })
  }

  async close(): Promise<boolean> {
    return (await this.#of((huddle) => ({ kind: "huddle.close", huddle })))?.ok === true
  }

  /** True when it stands, or waits in the queue of commands. */
  async say({ kind, text, card, person, due }: LineDraft): Promise<boolean> {
    const about = card === null ? {} : { card }
    const who = { ...(person === undefined ? {} : { person }), ...(due === undefined ? {} : { due }) }
    const answer = await this.#of((huddle) =>
      kind === "decision"
        ? { kind: "huddle.decide", huddle, text, ...about }
        : { kind: "huddle.act", huddle, text, ...about, ...who },
    )
    return answer?.ok === true
  }

  /** The cards that a step goes through, in their order. */
  cardsOf(step: string): readonly string[] {
    if (step === "at-risk") return lookAt(this.#session, atRisk).map(({ card }) => card)
    if (step === "walk")
      return lookAt(this.#session, walk).flatMap(({ exceptions }) => exceptions.map(({ card }) => card))
    return []
  }

  /** Who would talk about a card apart: whoever is accountable, and its crew as far as they have an account. */
  peopleOf(card: string): readonly string[] {
    const { model } = this.#session
    const accountable = model.promise(card)?.accountable ?? null
    const crew = cardOf(card, model.card(card) ?? {}).crew.map(({ person }) => person)
    const people = [...(accountable === null ? [] : [accountable]), ...crew.filter((person) => person.includes(":"))]
    return [...new Set<string>(people)]
  }

  async #of(make: (huddle: string) => Parameters<Ask>[0]): Promise<Answer | undefined> {
    const huddle = this.#huddle
    return huddle && this.#ask(make(huddle.id))
  }
}

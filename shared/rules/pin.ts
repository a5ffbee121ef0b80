/**
 * What a PIN may be: four to eight digits that are not the first that anybody would try. With so few digits the choice
 * matters more than with passwords; the rest is done by locking after a handful of wrong tries.
 */
export const PIN_DIGITS = { min: 4, max: 8 } as const
export const PIN_FORM = /^[0-9]{4,8}$/

export type PinFault = "form" | "repeated" | "run" | "common"

/** Each with what to do instead. */
export const PIN_FAULTS: Readonly<Record<PinFault, string>> = {
  form: "A PIN is four to eight digits.",
  repeated: "The same digits over and over are guessed first. Mix them.",
  run: "Digits in a row are guessed first. Mix them.",
  common: "That is one of the PINs that are guessed first. Choose another one.",
}

/** Patterns of fingers on the pad, and what is left of the most used PINs. */
const COMMON: ReadonlySet<string> = new Set(
  "2580 0852 1379 1397 3179 7931 1593 3571 1590 0007 1004 1122 1221 2112 1010 2020 2468 8642 1357 7531 9630 3690".split(
    " ",
  ),
)

/** Why a PIN is refused, or undefined when it may be used. */
export function pinFault(pin: string): PinFault | undefined {
  if (!PIN_FORM.test(pin)) return "form"
  if (isRepeated(pin)) return "repeated"
  if (isRun(pin)) return "run"
  return COMMON.has(pin) ? "common" : undefined
}

/** One piece again and again: 0000, 1212, 123123. */
function isRepeated(pin: string): boolean {
  for (let size = 1; size <= pin.length / 2; size++)
    if (pin.length % size === 0 && pin.slice(0, size).repeat(pin.length / size) === pin) return true
  return false
}

/** Up or down by one, also over the end: 1234, 4321, 7890. */
function isRun(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10)
  return steps.every((step) => step === 1) || steps.every((step) => step === 9)
}

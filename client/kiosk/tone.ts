/**
 * One soft tone, at most once a minute, and only after somebody has asked for sound: browsers let a page sound after a tap
 * only, so whether it is on is read from the browser and not from what was wished.
 */
const NOT_AGAIN_FOR_MS = 60_000
const HERTZ = 660
const LENGTH_S = 0.5
const LOUDNESS = 0.12

/** `HH:MM`; from the evening until the morning goes over midnight. */
export interface QuietHours {
  readonly from: string
  readonly until: string
}

export function isQuiet({ from, until }: QuietHours, at: Date): boolean {
  const clock = `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`
  return from <= until ? clock >= from && clock < until : clock >= from || clock < until
}

export class Tone {
  #context: AudioContext | undefined
  #lastAt = Number.NEGATIVE_INFINITY

  get isOn(): boolean {
    return this.#context?.state === "running"
  }

  async turnOn(): Promise<void> {
    this.#context ??= new AudioContext()
    await this.#context.resume()
    this.#lastAt = Number.NEGATIVE_INFINITY
    this.play()
  }

  async turnOff(): Promise<void> {
    await this.#context?.suspend()
  }

  play(): void {
    const now = performance.now()
    if (!this.#context || !this.isOn || now - this.#lastAt < NOT_AGAIN_FOR_MS) return
    this.#lastAt = now
    const { currentTime, destination } = this.#context
    const loudness = this.#context.createGain()
    loudness.gain.setValueAtTime(0, currentTime)
    loudness.gain.linearRampToValueAtTime(LOUDNESS, currentTime + 0.05)
    loudness.gain.exponentialRampToValueAtTime(0.001, currentTime + LENGTH_S)
    const tone = this.#context.createOscillator()
    tone.frequency.value = HERTZ
    tone.connect(loudness).connect(destination)
    tone.start()
    tone.stop(currentTime + LENGTH_S)
  }
}

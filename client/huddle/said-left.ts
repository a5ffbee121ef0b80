import { huddle as words } from "../words/en/huddle.ts"
import { digits, type TimeLeft } from "./time-left.ts"

export const saidLeft = ({ ms }: TimeLeft): string => (ms > 0 ? words.left(digits(ms)) : words.over(digits(ms)))

/** `plural(1, "card", "cards")` is "1 card". */
export const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

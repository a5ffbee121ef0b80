/** Whether a value that came out of an update is plain JSON: no bytes, no big integers, no strange prototypes, not too deep. */
export function isPlainJson(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true
    case "number":
      return Number.isFinite(value)
    case "object":
      if (value === null) return true
      if (depth === 0) return false
      if (Array.isArray(value)) return value.every((item) => isPlainJson(item, depth - 1))
      // The decoder assigns keys, so a key "__proto__" shows as a prototype that is not ours.
      if (Object.getPrototypeOf(value) !== Object.prototype) return false
      return Object.values(value).every((item) => isPlainJson(item, depth - 1))
    default:
      return false
  }
}

/** 16 bits from the browser's generator: two people who drop into the same gap must not make equal ranks. */
export const jitter = (): number => crypto.getRandomValues(new Uint16Array(1))[0]!

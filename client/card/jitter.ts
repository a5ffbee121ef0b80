/** 16 random bits for ranks, so that two people who add in the same gap do not make equal ones. */
export const jitter = (): number => crypto.getRandomValues(new Uint16Array(1))[0] ?? 0

/** Where the numbers of a board are. */
export const numbersAddress = (board: string): string => `/b/${board}/numbers`

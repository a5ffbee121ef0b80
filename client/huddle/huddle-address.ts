/** Where the board, its running huddle and the record of an earlier one are. */
export const boardAddress = (board: string): string => `/b/${board}`
export const huddleAddress = (board: string, huddle?: string): string =>
  `/b/${board}/huddle${huddle === undefined ? "" : `/${huddle}`}`

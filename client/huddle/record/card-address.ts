/** A card's address from outside its board's own screen. */
export const cardAddressOn = (board: string, card: string): string => `/b/${board}?card=${card}`

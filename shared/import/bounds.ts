/** How much of one thing an import takes: far beyond any real board, and small enough that a hostile file stays harmless. */
export const IMPORT_BOUNDS = {
  labels: 1_000,
  fields: 50,
  peoplePerCard: 20,
  linksPerCard: 100,
} as const

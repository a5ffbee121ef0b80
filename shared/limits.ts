/** Limits that both sides know, so that the honest client learns them before the relay has to say no. */
export const LIMITS = {
  liveCards: 10_000,
  lanes: 64,
  checksPerCard: 200,
  rowsPerSheet: 200,
  titleChars: 500,
  lineChars: 2_000,
  commentChars: 10_000,
  textBytes: 200_000,
  presenceBytes: 4_096,
  /** Decisions and actions of one huddle. */
  linesPerHuddle: 200,
  /** Cards that are talked about in one huddle, those that are parked, and roles that are called: all stand in its record. */
  cardsPerHuddle: 500,
  parkedPerHuddle: 100,
  rollPerHuddle: 100,
  /** Steps that a huddle goes through. */
  agendaSteps: 50,
  /** What was agreed in huddles and is not done yet, on one board. */
  openActions: 1_000,
  /** Of those, what waits for somebody further up: it stands in the record of every huddle until it is settled. */
  escalatedActions: 50,
  messageBytes: 1_048_576,
  importBytes: 50 * 1024 * 1024,
} as const

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
  messageBytes: 1_048_576,
  importBytes: 50 * 1024 * 1024,
} as const

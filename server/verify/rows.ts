/** The rows of a ledger, the same from both kinds of database. */
export const ENTRIES =
  'select e."seq", e."at", e."kind", e."actor", e."card", e."body", e."prevHash", e."hash", w."words", w."salt" ' +
  'from "entry" e left join "words" w on w."board" = e."board" and w."seq" = e."seq"'

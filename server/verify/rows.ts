/** The questions that both kinds of database are asked. */

/** All boards that have a ledger, those that are missing in the list of boards with null as their name. */
export const BOARDS =
  'select "id", "name" from "board" union all ' +
  'select "board", null from "head" where "board" not in (select "id" from "board") order by "name", "id"'

export interface Listed {
  readonly id: string
  readonly name: string | null
}

export const ENTRIES =
  'select e."seq", e."at", e."kind", e."actor", e."card", e."body", e."prevHash", e."hash", w."words", w."salt" ' +
  'from "entry" e left join "words" w on w."board" = e."board" and w."seq" = e."seq"'

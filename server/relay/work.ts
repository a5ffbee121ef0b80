/** What waits in a room's inbox: everything that may change the board, in the order in which it came. */
import type { Change } from "../../shared/change/change.ts"
import type { Answer, Command } from "../../shared/command/command.ts"
import type { Asker } from "../../shared/command/decide.ts"
import type { Refusal } from "../../shared/errors.ts"
import type { EntryDraft, Via } from "../../shared/model/entry.ts"
import type { RichText } from "../../shared/model/rich-text.ts"
import type { Result } from "../../shared/result.ts"
import type { Author } from "../referee/referee.ts"
import type { Channel } from "./channel.ts"
import type { Connection } from "./connection.ts"
import type { DecodedUpdate } from "./decode-update.ts"

export interface UpdateWork {
  readonly kind: "update"
  readonly channel: Channel
  readonly connection: Connection
  readonly update: DecodedUpdate
}

export interface CommandWork {
  readonly kind: "command"
  readonly asker: Asker
  readonly command: Command
  /** Set when the asker stands at somebody else's session. */
  readonly via?: Via | undefined
  readonly connection: Connection | undefined
  answer(answer: Answer): void
  fail(error: Error): void
}

export type EditResult = Result<{ readonly seq: number; readonly hash: string }, Refusal>

/** Changes that the relay writes for somebody: HTTP, imports, templates. All of them stand, or none. */
export interface EditWork {
  readonly kind: "edit"
  readonly asker: Author
  readonly changes: readonly Change[]
  /** Entries for the changes, one each; missing ones are made from the change. */
  readonly drafts: readonly EntryDraft[]
  /** Entries without a change, after those. */
  readonly facts: readonly EntryDraft[]
  readonly texts: readonly { readonly channel: Channel; readonly text: RichText }[]
  done(result: EditResult): void
  fail(error: Error): void
}

/** Somebody has seen that an edit of theirs was taken back. */
export interface DismissWork {
  readonly kind: "dismiss"
  readonly actor: Author["actor"]
  readonly no: number
  done(): void
}

/** Takes note of words of offered briefs that were typed since the last entry about them. */
export interface SheetsWork {
  readonly kind: "sheets"
  /** Also what was typed only a moment ago. */
  readonly all: boolean
}

/** Signs the head when nothing else happens. */
export interface CheckpointWork {
  readonly kind: "checkpoint"
}

export type Work = UpdateWork | CommandWork | EditWork | DismissWork | SheetsWork | CheckpointWork

export const bytesOf = (work: Work): number => (work.kind === "update" ? work.update.bytes.length : 0)

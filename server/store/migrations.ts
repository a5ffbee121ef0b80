/**
 * Every change of the tables, in order. A migration that was released is never edited; add the next one.
 *
 * Tables without row ids keep a board's rows side by side, so a commit dirties few pages and a load reads them in one go.
 * The database itself refuses to change the ledger: entries and checkpoints are insert-only, words can only be erased.
 */
import type { Migration } from "./migrate.ts"
import type { Engine } from "./schema.ts"

const TYPES = {
  sqlite: { text: "text", int: "integer", bytes: "blob", options: "strict, without rowid" },
  // Byte order, as in SQLite: the same rows in the same order from both engines.
  postgres: { text: 'text collate "C"', int: "bigint", bytes: "bytea", options: "" },
} as const

/** `a text!, b int` → columns with the engine's types; `!` is `not null`. */
function table(engine: Engine, name: string, columns: string, ...constraints: readonly string[]): string {
  const types = TYPES[engine]
  const parts = columns.split(",").map((column) => {
    const [, id, type, required] = /^\s*(\w+) (text|int|bytes)(!?)\s*$/.exec(column) ?? []
    return `"${id}" ${types[type as "text" | "int" | "bytes"]}${required ? " not null" : ""}`
  })
  const options = types.options === "" ? "" : ` ${types.options}`
  return `create table "${name}" (${[...parts, ...constraints].join(", ")})${options}`
}

const ofBoard = 'foreign key ("board") references "board" ("id")'

const tables = (engine: Engine): readonly string[] => [
  table(
    engine,
    "board",
    "id text!, name text!, createdAt int!, archivedAt int, changedAt int!, template text!",
    'primary key ("id")',
  ),
  table(engine, "head", "board text!, position int!, seq int!, hash text!", 'primary key ("board")', ofBoard),
  table(
    engine,
    "update",
    "board text!, doc text!, position int!, bytes bytes!",
    'primary key ("board", "doc", "position")',
    ofBoard,
  ),
  table(
    engine,
    "snapshot",
    "board text!, doc text!, position int!, bytes bytes!",
    'primary key ("board", "doc")',
    ofBoard,
  ),
  table(
    engine,
    "entry",
    "board text!, seq int!, at int!, kind text!, actor text!, card text, body text!, prevHash text!, hash text!",
    'primary key ("board", "seq")',
    ofBoard,
  ),
  'create index "entryOfCard" on "entry" ("board", "card", "seq") where "card" is not null',
  table(
    engine,
    "words",
    "board text!, seq int!, salt text!, words text",
    'primary key ("board", "seq")',
    'foreign key ("board", "seq") references "entry" ("board", "seq")',
  ),
  table(engine, "command", "board text!, id text!, seq int!", 'primary key ("board", "id")', ofBoard),
  table(engine, "client", "board text!, clientId int!, actor text!", 'primary key ("board", "clientId")', ofBoard),
  table(
    engine,
    "checkpoint",
    "board text!, seq int!, hash text!, at int!, keyId text!, signature text!",
    'primary key ("board", "seq", "keyId")',
    ofBoard,
  ),
  table(
    engine,
    "account",
    "id text!, login text!, name text!, passwordHash text!, owner int!, createdAt int!, disabledAt int",
    'primary key ("id")',
    'unique ("login")',
  ),
  table(
    engine,
    "link",
    "id text!, board text!, tokenHash text!, role text!, label text!, createdBy text!, createdAt int!, expiresAt int, revokedAt int, uses int!, lastUsedAt int",
    'primary key ("id")',
    'unique ("tokenHash")',
    ofBoard,
  ),
  'create index "linkOfBoard" on "link" ("board")',
  table(
    engine,
    "session",
    "tokenHash text!, actor text!, userId text, linkId text, name text!, crewRole text, createdAt int!, expiresAt int!",
    'primary key ("tokenHash")',
  ),
  'create index "sessionOfUser" on "session" ("userId") where "userId" is not null',
  'create index "sessionOfLink" on "session" ("linkId") where "linkId" is not null',
  'create index "sessionEnd" on "session" ("expiresAt")',
  table(
    engine,
    "member",
    "board text!, userId text!, role text!, crewRoles text!",
    'primary key ("board", "userId")',
    ofBoard,
  ),
  'create index "memberOfUser" on "member" ("userId")',
  table(
    engine,
    "person",
    "board text!, actor text!, name text!, seenAt int!",
    'primary key ("board", "actor")',
    ofBoard,
  ),
  table(engine, "setting", "key text!, value text!", 'primary key ("key")'),
  table(engine, "probe", "id int!, at int!", 'primary key ("id")'),
]

const NEVER_CHANGED = "the ledger is append-only"
const ONLY_ERASED = "words of the ledger can only be erased"
const ERASURE = `new."board" = old."board" and new."seq" = old."seq" and new."words" is null and new."salt" in (old."salt", '')`

function sqliteGuards(): readonly string[] {
  const refuse = (name: string, event: string, condition: string, message: string): string =>
    `create trigger "${name}" before ${event} ${condition} begin select raise(abort, '${message}'); end`
  const insertOnly = (name: string, key: readonly string[]): readonly string[] => {
    const same = key.map((column) => `"${column}" = new."${column}"`).join(" and ")
    return [
      refuse(`${name}Kept`, `delete on "${name}"`, "", NEVER_CHANGED),
      // `insert or replace` deletes without firing the trigger above.
      refuse(
        `${name}NotReplaced`,
        `insert on "${name}"`,
        `when exists (select 1 from "${name}" where ${same})`,
        NEVER_CHANGED,
      ),
    ]
  }
  return [
    ...insertOnly("entry", ["board", "seq"]),
    ...insertOnly("words", ["board", "seq"]),
    ...insertOnly("checkpoint", ["board", "seq", "keyId"]),
    refuse("entryUnchanged", 'update on "entry"', "", NEVER_CHANGED),
    refuse("checkpointUnchanged", 'update on "checkpoint"', "", NEVER_CHANGED),
    refuse("wordsOnlyErased", 'update on "words"', `when not (${ERASURE})`, ONLY_ERASED),
  ]
}

function postgresGuards(): readonly string[] {
  const raise = (name: string, message: string): string =>
    `create function "${name}"() returns trigger language plpgsql as $$ begin raise exception '${message}' using errcode = 'integrity_constraint_violation'; end $$`
  const insertOnly = (name: string): readonly string[] => [
    `create trigger "${name}Kept" before delete on "${name}" for each row execute function "refuseLedgerChange"()`,
    `create trigger "${name}NotEmptied" before truncate on "${name}" for each statement execute function "refuseLedgerChange"()`,
  ]
  return [
    raise("refuseLedgerChange", NEVER_CHANGED),
    raise("refuseNewWords", ONLY_ERASED),
    ...["entry", "words", "checkpoint"].flatMap(insertOnly),
    ...["entry", "checkpoint"].map(
      (name) =>
        `create trigger "${name}Unchanged" before update on "${name}" for each row execute function "refuseLedgerChange"()`,
    ),
    `create trigger "wordsOnlyErased" before update on "words" for each row when (not (${ERASURE})) execute function "refuseNewWords"()`,
  ]
}

/**
 * Without figures SQLite takes every table for a small one, and reads a board's whole ledger for the entries of one card.
 * These are the figures of a long ledger: written, not measured, so that every server plans alike. PostgreSQL measures.
 */
const LONG_LEDGER: readonly string[] = [
  // Makes the table of the figures; this one is small.
  'analyze "probe"',
  `insert into "sqlite_stat1" ("tbl", "idx", "stat") values
    ('entry', 'entry', '100000 10000 1'), ('entry', 'entryOfCard', '100000 10000 10 1')`,
  'analyze "sqlite_schema"',
]

export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: "boards, journal, ledger, accounts",
    statements: (engine) => [...tables(engine), ...(engine === "sqlite" ? sqliteGuards() : postgresGuards())],
  },
  {
    version: 2,
    name: "clocks of handoffs",
    statements: (engine) => [table(engine, "alarm", "board text!, at int!", 'primary key ("board")', ofBoard)],
  },
  {
    version: 3,
    name: "PINs for shared screens",
    statements: (engine) => [
      table(
        engine,
        "pin",
        "actor text!, hash text, setAt int!, failures int!, lockedUntil int",
        'primary key ("actor")',
      ),
    ],
  },
  {
    version: 4,
    name: "mail to people",
    statements: (engine) => [
      table(
        engine,
        "mail",
        "userId text!, revision int!, address text!, verifiedAt int, confirmHash text, confirmUntil int, askedAt int!, frequency text!, morningMinute int!, timeZone text!, atOnce int!, unsubscribe text!, since int!, nextAt int, urgentAt int, failures int!, told text!",
        'primary key ("userId")',
        'foreign key ("userId") references "account" ("id")',
        'unique ("unsubscribe")',
      ),
      'create index "mailToConfirm" on "mail" ("confirmHash") where "confirmHash" is not null',
    ],
  },
  {
    version: 5,
    name: "refusals that nobody has seen yet",
    statements: (engine) => [
      table(
        engine,
        "refusal",
        "board text!, no int!, actor text!, at int!, body text!",
        'primary key ("board", "no")',
        ofBoard,
      ),
      'create index "refusalOf" on "refusal" ("actor", "board")',
    ],
  },
  {
    version: 6,
    name: "folds of long ledgers",
    statements: (engine) => [
      table(
        engine,
        "fold",
        "board text!, seq int!, version text!, body text!, signature text!",
        'primary key ("board")',
        ofBoard,
      ),
    ],
  },
  {
    version: 7,
    name: "words that no entry tells of yet",
    statements: (engine) => [
      table(engine, "typed", "board text!, text text!, actor text!", 'primary key ("board", "text")', ofBoard),
    ],
  },
  {
    version: 8,
    name: "the entries of a card are found by their index",
    statements: (engine) => (engine === "sqlite" ? LONG_LEDGER : []),
  },
]

/**
 * A store in memory with the journal's contract, and a way to make any store slow or broken for a while: what the relay
 * must live through is a store that fails, not a store that works.
 */
import { createHash } from "node:crypto"
import {
  type Append,
  type AppendResult,
  type BoardRow,
  type Checkpoint,
  type EntryQuery,
  type FoldRow,
  type Head,
  type Journal,
  type MemberRow,
  type PersonRow,
  type RefusalRow,
  type Store,
  type StoredDoc,
  StoreError,
  type StoreErrorKind,
  type UserRow,
} from "../../server/store/store.ts"
import type { ActorId, BoardId } from "../../shared/ids.ts"
import type { SealedEntry } from "../../shared/model/entry.ts"
import { isOfGroup } from "../../shared/model/kind-groups.ts"

interface Kept {
  head: Head
  readonly docs: Map<string, { snapshot: Uint8Array | undefined; updates: { position: number; bytes: Uint8Array }[] }>
  readonly entries: SealedEntry[]
  readonly commands: Map<string, number>
  readonly clientIds: Map<number, ActorId>
  readonly checkpoints: Checkpoint[]
  refusals: RefusalRow[]
  readonly typed: Map<string, ActorId>
  fold: FoldRow | undefined
  alarmAt: number | null
}

export function createMemoryStore(): Store {
  const kept = new Map<BoardId, Kept>()
  const rows = new Map<BoardId, BoardRow>()
  const members = new Map<string, MemberRow>()
  const users = new Map<string, UserRow>()
  const people = new Map<string, PersonRow>()
  const at = (board: BoardId): Kept => {
    const found = kept.get(board)
    if (!found) throw new StoreError("broken", `no board ${board}`)
    return found
  }
  const readDoc = (board: Kept, name: string): StoredDoc => {
    const doc = board.docs.get(name)
    const updates = doc?.updates ?? []
    return {
      snapshot: doc?.snapshot,
      updates: updates.map(({ bytes }) => bytes),
      position: updates.at(-1)?.position ?? 0,
    }
  }
  const journal: Journal = {
    async load(board) {
      const found = kept.get(board)
      const clientIds = [...(found?.clientIds ?? [])].map(([clientId, actor]) => ({ clientId, actor }))
      return found && { head: found.head, doc: readDoc(found, ""), clientIds }
    },
    loadDoc: async (board, doc) => readDoc(at(board), doc),
    listDocs: async (board) => [...at(board).docs.keys()],
    append: async (appends) => appends.map((append) => appendOne(at(append.board), append)),
    findCommand: async (board, id) => at(board).commands.get(id),
    readEntries: async (board, query) =>
      at(board)
        .entries.filter((entry) => isAsked(entry, query))
        .slice(0, query.limit),
    listAlarms: async () => [...kept].flatMap(([board, { alarmAt: at }]) => (at === null ? [] : [{ board, at }])),
    readCheckpoints: async (board) => at(board).checkpoints,
    listRefusals: async (board) => at(board).refusals.map(({ no, actor, body }) => ({ no, actor, chars: body.length })),
    listTyped: async (board) => [...at(board).typed].map(([text, actor]) => ({ text, actor })),
    loadFold: async (board) => at(board).fold,
    async keepFold(board, row) {
      at(board).fold = row
    },
    readRefusals: async (board, actor) => at(board).refusals.filter((refusal) => refusal.actor === actor),
    async eraseWords(board, { entries, person }) {
      let erased = 0
      const { entries: all } = at(board)
      for (const [index, entry] of all.entries()) {
        const isMeant = entries.includes(entry.seq) || (entry.actor === person?.actor && entry.seq < person.before)
        if (!isMeant || entry.words === null) continue
        all[index] = { ...entry, words: null, salt: "" }
        erased++
      }
      return erased
    },
    async compact(board, name, position, snapshot) {
      const doc = at(board).docs.get(name)
      if (!doc) return
      doc.snapshot = snapshot
      doc.updates = doc.updates.filter((update) => update.position > position)
    },
  }
  const boards: Partial<Store["boards"]> = {
    async createBoard(row) {
      rows.set(row.id, row)
      const head = {
        position: 0,
        seq: 0,
        hash: createHash("sha256").update(`throughline/ledger/v1\0${row.id}`).digest("hex"),
      }
      kept.set(row.id, {
        head,
        docs: new Map(),
        entries: [],
        commands: new Map(),
        clientIds: new Map(),
        checkpoints: [],
        refusals: [],
        typed: new Map(),
        fold: undefined,
        alarmAt: null,
      })
    },
    getBoard: async (id) => rows.get(id),
    async updateBoard(id, patch) {
      const row = rows.get(id)
      if (row) rows.set(id, { ...row, ...patch })
    },
    async putPerson(row) {
      people.set(`${row.board} ${row.actor}`, row)
    },
    listMembers: async (board) => [...members.values()].filter((row) => row.board === board),
    async putMember(row) {
      members.set(`${row.board} ${row.userId}`, row)
    },
    async removeMember(board, user) {
      members.delete(`${board} ${user}`)
    },
    listPeople: async (board) => [...people.values()].filter((row) => row.board === board),
  }
  const accounts: Partial<Store["accounts"]> = {
    listUsers: async () => [...users.values()],
    async createUser(row) {
      users.set(row.id, row)
      return "created"
    },
    listGuests: async () => [],
  }
  return {
    journal,
    boards: boards as Store["boards"],
    accounts: accounts as Store["accounts"],
    mail: { listDue: async () => [], listAtOnce: async () => [] } as Partial<Store["mail"]> as Store["mail"],
    ping: async () => undefined,
    backup: async () => undefined,
    close: async () => undefined,
  }
}

function appendOne(board: Kept, append: Append): AppendResult {
  if (board.head.position !== append.expectPosition) return { ok: false, conflict: true, head: board.head }
  const position = board.head.position + 1
  for (const { doc: name, bytes } of append.updates) {
    const doc = board.docs.get(name) ?? { snapshot: undefined, updates: [] }
    doc.updates.push({ position, bytes })
    board.docs.set(name, doc)
  }
  board.entries.push(...append.entries)
  for (const { id, seq } of append.commandIds) board.commands.set(id, seq)
  for (const { clientId, actor } of append.clientIds) board.clientIds.set(clientId, actor)
  if (append.nextAlarmAt !== undefined) board.alarmAt = append.nextAlarmAt
  if (append.checkpoint) board.checkpoints.push(append.checkpoint)
  for (const { text, actor } of append.typed ?? [])
    if (actor === null) board.typed.delete(text)
    else board.typed.set(text, actor)
  const ended = new Set(append.endedRefusals ?? [])
  board.refusals = [...board.refusals, ...(append.refusals ?? [])].filter(({ no }) => !ended.has(no))
  const last = append.entries.at(-1)
  board.head = { position, seq: last?.seq ?? board.head.seq, hash: last?.hash ?? board.head.hash }
  return { ok: true, position }
}

function isAsked(entry: SealedEntry, { since = 0, before, card, kinds, actor, about }: EntryQuery): boolean {
  if (entry.seq <= since || (before !== undefined && entry.seq >= before)) return false
  if (actor !== undefined && entry.actor !== actor) return false
  if (about !== undefined && !isOfGroup(entry.kind, about)) return false
  return (card === undefined || entry.card === card) && (kinds === undefined || kinds.includes(entry.kind))
}

/** Makes a store misbehave. Everything is off at first. */
export interface Faults {
  /** Appends (and the ping) fail with this. */
  failWith: StoreErrorKind | undefined
  /** The append is stored, and only then fails: the answer that gets lost. */
  failAfterStoring: boolean
  /** Loading fails too. */
  failLoads: boolean
  /** Called and awaited before each append is stored: holds it as long as the test wants. */
  beforeAppend: ((appends: readonly Append[]) => Promise<void> | void) | undefined
  appends: number
}

export function withFaults(store: Store): { readonly store: Store; readonly faults: Faults } {
  const faults: Faults = {
    failWith: undefined,
    failAfterStoring: false,
    failLoads: false,
    beforeAppend: undefined,
    appends: 0,
  }
  const fail = () => {
    if (faults.failWith) throw new StoreError(faults.failWith, "injected")
  }
  const { journal } = store
  return {
    faults,
    store: {
      ...store,
      journal: {
        ...journal,
        load: (board) =>
          faults.failLoads ? Promise.reject(new StoreError("unavailable", "injected")) : journal.load(board),
        loadDoc: (board, doc) => journal.loadDoc(board, doc),
        listDocs: (board) => journal.listDocs(board),
        findCommand: (board, id) => journal.findCommand(board, id),
        readEntries: (board, query) => journal.readEntries(board, query),
        listAlarms: () => journal.listAlarms(),
        readCheckpoints: (board) => journal.readCheckpoints(board),
        listRefusals: (board) => journal.listRefusals(board),
        readRefusals: (...args) => journal.readRefusals(...args),
        listTyped: (board) => journal.listTyped(board),
        loadFold: (board) => journal.loadFold(board),
        keepFold: (...args) => journal.keepFold(...args),
        eraseWords: (...args) => journal.eraseWords(...args),
        compact: (...args) => journal.compact(...args),
        async append(appends) {
          await faults.beforeAppend?.(appends)
          fail()
          const results = await journal.append(appends)
          faults.appends++
          if (faults.failAfterStoring) throw new StoreError("unavailable", "the answer got lost")
          return results
        },
      },
      async ping() {
        fail()
        await store.ping()
      },
      backup: (path) => store.backup(path),
      close: () => store.close(),
    },
  }
}

/** A store that forgets: for tests of HTTP alone. */

import type {
  BoardRow,
  LinkRow,
  MemberRow,
  PersonRow,
  SessionRow,
  Store,
  UserRow,
} from "../../../server/store/store.ts"
import type { BoardId } from "../../../shared/ids.ts"
import type { SealedEntry } from "../../../shared/model/entry.ts"

export function createMemoryStore(): Store & { readonly entries: SealedEntry[] } {
  const boards = new Map<string, BoardRow>()
  const users = new Map<string, UserRow>()
  const sessions = new Map<string, SessionRow>()
  const links = new Map<string, LinkRow>()
  const members: MemberRow[] = []
  const people: PersonRow[] = []
  const settings = new Map<string, string>()
  const entries: SealedEntry[] = []
  const patch = <K, V extends object>(map: Map<K, V>, key: K, change: Partial<V>) => {
    const row = map.get(key)
    if (row) map.set(key, { ...row, ...change })
  }
  return {
    entries,
    journal: {
      load: async () => undefined,
      loadDoc: async () => ({ snapshot: undefined, updates: [], position: 0 }),
      listDocs: async () => [],
      append: async (appends) => appends.map(() => ({ ok: true, position: 1 })),
      findCommand: async () => undefined,
      async readEntries(board: BoardId, query) {
        const found = entries.filter((e) => e.board === board && e.seq > (query.since ?? 0))
        return (query.newestFirst ? found.reverse() : found).slice(0, query.limit)
      },
      readCheckpoints: async () => [],
      eraseWords: async () => 0,
      compact: async () => undefined,
    },
    boards: {
      createBoard: async (row) => void boards.set(row.id, row),
      listBoards: async () => [...boards.values()],
      getBoard: async (id) => boards.get(id),
      updateBoard: async (id, change) => patch(boards, id as string, change),
      listMembers: async (board) => members.filter((m) => m.board === board),
      membershipsOf: async (user) => members.filter((m) => m.userId === user),
      async putMember(row) {
        await this.removeMember(row.board, row.userId)
        members.push(row)
      },
      async removeMember(board, user) {
        const at = members.findIndex((m) => m.board === board && m.userId === user)
        if (at >= 0) members.splice(at, 1)
      },
      putPerson: async (row) => void people.push(row),
      listPeople: async (board) => people.filter((p) => p.board === board),
    },
    accounts: {
      countUsers: async () => users.size,
      async createUser(row) {
        if ([...users.values()].some((u) => u.login === row.login)) return "login-taken"
        users.set(row.id, row)
        return "created"
      },
      findUser: async (by) => ("id" in by ? users.get(by.id) : [...users.values()].find((u) => u.login === by.login)),
      listUsers: async () => [...users.values()],
      updateUser: async (id, change) => patch(users, id as string, change),
      createSession: async (row) => void sessions.set(row.tokenHash, row),
      findSession: async (hash) => sessions.get(hash),
      extendSession: async (hash, expiresAt) => patch(sessions, hash, { expiresAt }),
      deleteSession: async (hash) => void sessions.delete(hash),
      async deleteSessionsOf(where) {
        const gone = [...sessions.values()].filter((s) =>
          "userId" in where ? s.userId === where.userId : s.linkId === where.linkId,
        )
        for (const { tokenHash } of gone) sessions.delete(tokenHash)
        return gone.map((s) => s.tokenHash)
      },
      deleteExpiredSessions: async () => 0,
      createLink: async (row) => void links.set(row.id, row),
      findLink: async (by) =>
        "id" in by ? links.get(by.id) : [...links.values()].find((l) => l.tokenHash === by.tokenHash),
      listLinks: async (board) => [...links.values()].filter((l) => l.board === board),
      updateLink: async (id, change) => patch(links, id, change),
      getSetting: async (key) => settings.get(key),
      putSetting: async (key, value) => void settings.set(key, value),
    },
    ping: async () => undefined,
    backup: async () => undefined,
    close: async () => undefined,
  }
}

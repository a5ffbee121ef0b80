/** What the list of boards asks of the server. */
import type { BoardSummary } from "../../shared/wire/http.ts"
import { api } from "../api/client.ts"

export interface NewBoard {
  readonly name: string
  readonly template: string
  /** Whether the template's sample cards come along. */
  readonly samples: boolean
}

export const boardsApi = {
  list: () => api.get<readonly BoardSummary[]>("/boards"),
  create: (board: NewBoard) => api.post<BoardSummary>("/boards", board),
  rename: (id: string, name: string) => api.patch<BoardSummary>(`/boards/${id}`, { name }),
  archive: (id: string) => api.post<BoardSummary>(`/boards/${id}/archive`),
  restore: (id: string) => api.post<BoardSummary>(`/boards/${id}/restore`),
}

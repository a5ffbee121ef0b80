/** What the list of boards asks of the server. */
import type { BoardSummary } from "../../shared/wire/http.ts"
import { api } from "../api/client.ts"

export const boardsApi = {
  list: () => api.get<readonly BoardSummary[]>("/boards"),
  create: (name: string, template: string) => api.post<BoardSummary>("/boards", { name, template }),
  rename: (id: string, name: string) => api.patch<BoardSummary>(`/boards/${id}`, { name }),
  archive: (id: string) => api.post<BoardSummary>(`/boards/${id}/archive`),
  restore: (id: string) => api.post<BoardSummary>(`/boards/${id}/restore`),
}

/** What a shared screen, and somebody's phone beside it, ask of the server. */
import type { Answer, Command } from "../../shared/command/command.ts"
import type { AskedOfMe, AskState, Me, NewAsk } from "../../shared/wire/http.ts"
import { ApiProblem, api } from "../api/client.ts"

export const sharedApi = (board: string) => ({
  share: (label: string) => api.post<Me>(`/boards/${board}/shared-screens`, { label }),
  signAs: (person: string, pin: string, command: Command) =>
    answerOf(command, api.post<Answer>(`/boards/${board}/as`, { person, pin, command })),
  ask: (command: Command, person: string | undefined) =>
    api.post<NewAsk>(`/boards/${board}/asks`, { command, ...(person === undefined ? {} : { person }) }),
  state: (ask: string) => api.get<AskState>(`/boards/${board}/asks/${ask}`),
  cancel: (ask: string) => api.delete<undefined>(`/boards/${board}/asks/${ask}`),
  peek: (token: string) => api.post<AskedOfMe>(`/boards/${board}/asks/peek`, { token }),
  answer: (token: string, confirm: boolean) => api.post<unknown>(`/boards/${board}/asks/answer`, { token, confirm }),
})

/** A rule's no is an answer like those that come over the socket; everything else is a problem of asking. */
async function answerOf(command: Command, asking: Promise<Answer>): Promise<Answer> {
  try {
    return await asking
  } catch (problem) {
    if (!(problem instanceof ApiProblem) || problem.code !== "refused" || problem.rule === undefined) throw problem
    const { rule, data, detail } = problem
    return { id: command.id, ok: false, code: "refused", rule, detail, ...(data ? { data } : {}) }
  }
}

/** How oneself gets mail, asked of the server. */
import type { MailSettings } from "../../shared/wire/http.ts"
import { api } from "../api/client.ts"

export type MailPatch = Partial<Pick<MailSettings, "frequency" | "morningAt" | "timeZone" | "atOnce">> & {
  readonly address?: string
}

export const mailApi = {
  read: () => api.get<MailSettings>("/me/mail"),
  change: (patch: MailPatch) => api.patch<MailSettings>("/me/mail", patch),
  forget: () => api.delete<undefined>("/me/mail"),
  confirm: (token: string) => api.post<{ readonly address: string }>("/mail/confirm", { token }),
  stop: (token: string) => api.post<undefined>(`/mail/stop?token=${encodeURIComponent(token)}`),
}

/** Where this browser is, for somebody who has not said. */
export const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** The way out: one SMTP server, spoken to by nodemailer. What it says goes no further than a code, as it quotes addresses. */
import { createTransport } from "nodemailer"
import { SECOND_MS } from "../../shared/time.ts"
import type { Message } from "./message.ts"

/** `later`: the same may be taken at another time. `never`: the address itself is refused. */
export type Sent =
  | { readonly ok: true }
  | { readonly ok: false; readonly again: "later" | "never"; readonly code: string }

export interface Sender {
  send(message: Message): Promise<Sent>
  close(): void
}

const AUTOMATIC = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" }
/** RFC 8058: mail programs may stop these with one press, without opening a page. */
const ONE_CLICK = { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }

export function createSender({ url, from }: { readonly url: string; readonly from: string }): Sender {
  const transport = createTransport({
    url,
    // A password or somebody's board never crosses a network in the clear; on this machine there is no network.
    requireTLS: url.startsWith("smtp:") && !isLoopback(new URL(url).hostname),
    connectionTimeout: 10 * SECOND_MS,
    greetingTimeout: 10 * SECOND_MS,
    socketTimeout: 30 * SECOND_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ to, subject, text, html, id, unsubscribeUrl }) {
      try {
        await transport.sendMail({
          ...{ from, to: { name: "", address: to }, subject, text, html, messageId: id },
          headers: unsubscribeUrl === undefined ? AUTOMATIC : { ...AUTOMATIC, ...ONE_CLICK },
          ...(unsubscribeUrl === undefined ? {} : { list: { unsubscribe: unsubscribeUrl } }),
        })
        return { ok: true }
      } catch (error) {
        return failureOf(error as { readonly code?: unknown; readonly responseCode?: unknown })
      }
    },
    close: () => transport.close(),
  }
}

function failureOf({ code, responseCode }: { readonly code?: unknown; readonly responseCode?: unknown }): Sent {
  const isRefused = code === "EENVELOPE" && Number(responseCode) >= 500
  const words = [code, responseCode].filter((part) => typeof part === "string" || typeof part === "number")
  return { ok: false, again: isRefused ? "never" : "later", code: words.join(" ") || "unknown" }
}

const isLoopback = (host: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host)

/**
 * What browsers are told about our pages: run only our scripts, talk only to this host, never stand in somebody's frame
 * (but for the board that is made for frames, in those of the origins that the settings name).
 * Styles may stand inline, because the interface kit writes its theme as a style element.
 */
import type { FastifyInstance, FastifyRequest } from "fastify"

const HOST = /^[A-Za-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-fA-F:]+\](:\d{1,5})?$/

function contentSecurityPolicy(host: string | undefined, framedBy: readonly string[]): string {
  // Older browsers do not count ws: among 'self', so the host is named; only when it looks like one.
  const sockets = host !== undefined && HOST.test(host) ? ` ws://${host} wss://${host}` : ""
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self'${sockets}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${framedBy.length === 0 ? "'none'" : framedBy.join(" ")}`,
  ].join("; ")
}

export interface HeaderParts {
  readonly embedOrigins: readonly string[]
  isSecure(request: FastifyRequest): boolean
}

export function addSecurityHeaders(app: FastifyInstance, { embedOrigins, isSecure }: HeaderParts): void {
  app.addHook("onRequest", async (request, reply) => {
    const framedBy = request.url.startsWith("/embed/") ? embedOrigins : []
    reply.headers({
      "content-security-policy": contentSecurityPolicy(request.headers.host, framedBy),
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      // It cannot name origins; browsers that know frame-ancestors heed that.
      ...(framedBy.length === 0 ? { "x-frame-options": "DENY" } : {}),
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
      ...(isSecure(request) ? { "strict-transport-security": "max-age=31536000" } : {}),
    })
  })
}

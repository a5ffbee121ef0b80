/** Everything that can be set from outside, in one table. `npm start` reads it once; nothing else reads the environment. */
import * as z from "zod"
import { err, ok, type Result } from "../shared/result.ts"

const blankIsAbsent = <S extends z.ZodType>(schema: S) =>
  z.preprocess((text) => (text === "" ? undefined : text), schema)
const flag = z
  .enum(["0", "1", "false", "true"])
  .default("0")
  .transform((text) => text === "1" || text === "true")
const origin = z
  .string()
  .trim()
  .transform((text) => text.replace(/\/$/, ""))
  .refine((text) => /^https?:\/\/[^/\s;,'"]+$/.test(text), "is not an address like https://board.example.org")
const origins = z
  .string()
  .default("")
  .transform((text) => text.split(",").filter((part) => part.trim() !== ""))
  .pipe(z.array(origin))

const VARIABLES = {
  /** The network address to listen on. `0.0.0.0` lets other machines in; put TLS in front then. */
  HOST: blankIsAbsent(z.string().default("127.0.0.1")),
  PORT: blankIsAbsent(z.coerce.number().int().min(0).max(65_535).default(4400)),
  /** Where the embedded database and the signing key live. */
  DATA_DIR: blankIsAbsent(z.string().default("./data")),
  /** `postgres://…` keeps everything in PostgreSQL instead of the embedded database. */
  DATABASE_URL: blankIsAbsent(
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, "must start with postgres:// or postgresql://")
      .optional(),
  ),
  /** A bearer token with every right, for scripts and integrations. */
  THROUGHLINE_ADMIN_TOKEN: blankIsAbsent(
    z
      .string()
      .min(32, "is shorter than 32 characters, which could be guessed")
      .regex(/^\S+$/, "must not have spaces")
      .optional(),
  ),
  /** The address that people type, such as https://board.example.org. Links are made with it. */
  PUBLIC_URL: blankIsAbsent(origin.optional()),
  /** Further origins from which changes and sockets are accepted (a development server, a second name), separated by commas. */
  ALLOWED_ORIGINS: blankIsAbsent(origins),
  /** Origins whose pages may show a board in a frame (`/embed/…`), separated by commas. Without any, nobody may. */
  EMBED_ORIGINS: blankIsAbsent(origins),
  /** `1` behind a reverse proxy that sets X-Forwarded-For and X-Forwarded-Proto. */
  TRUST_PROXY: blankIsAbsent(flag),
  /** `smtp://user:password@host:587` or `smtps://…`: where mail goes out. Without it nobody is offered any. */
  SMTP_URL: blankIsAbsent(
    z
      .string()
      .refine(
        (text) => /^smtps?:\/\/\S+$/.test(text) && URL.canParse(text),
        "must be like smtp://user:password@mail.example.org:587",
      )
      .optional(),
  ),
  /** The sender of mail: `board@example.org` or `Throughline <board@example.org>`. */
  MAIL_FROM: blankIsAbsent(
    z
      .string()
      .regex(/^(?:[^<>\p{Cc}]* <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u, "must be an e-mail address")
      .optional(),
  ),
  LOG_LEVEL: blankIsAbsent(z.enum(["silent", "error", "warn", "info", "debug"]).default("info")),
  /** JSON that changes single limits of the relay, for load tests. */
  THROUGHLINE_LIMITS: blankIsAbsent(
    z
      .string()
      .default("{}")
      .transform((text, context) => {
        try {
          return JSON.parse(text) as unknown
        } catch {
          context.addIssue({ code: "custom", message: "is not JSON" })
          return z.NEVER
        }
      })
      .pipe(z.record(z.string(), z.number().positive())),
  ),
}

export interface Config {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly adminToken: string | undefined
  readonly publicUrl: string | undefined
  readonly allowedOrigins: readonly string[]
  readonly embedOrigins: readonly string[]
  readonly trustProxy: boolean
  /** Undefined: no mail leaves this server. */
  readonly smtp: { readonly url: string; readonly from: string } | undefined
  readonly logLevel: "silent" | "error" | "warn" | "info" | "debug"
  readonly limits: Readonly<Record<string, number>>
}

/** The settings, or a sentence per variable that is wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Result<Config, readonly string[]> {
  const parsed = z.object(VARIABLES).safeParse(env)
  if (!parsed.success) return err(parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}.`))
  const read = parsed.data
  const needed = read.SMTP_URL === undefined ? [] : (["MAIL_FROM", "PUBLIC_URL"] as const)
  const missing = needed.filter((name) => read[name] === undefined)
  if (missing.length > 0) return err(missing.map((name) => `${name} must be set too when SMTP_URL is.`))
  return ok({
    host: read.HOST,
    port: read.PORT,
    dataDir: read.DATA_DIR,
    databaseUrl: read.DATABASE_URL,
    adminToken: read.THROUGHLINE_ADMIN_TOKEN,
    publicUrl: read.PUBLIC_URL,
    allowedOrigins: [...(read.PUBLIC_URL === undefined ? [] : [read.PUBLIC_URL]), ...read.ALLOWED_ORIGINS],
    embedOrigins: read.EMBED_ORIGINS,
    trustProxy: read.TRUST_PROXY,
    smtp: read.SMTP_URL === undefined ? undefined : { url: read.SMTP_URL, from: read.MAIL_FROM ?? "" },
    logLevel: read.LOG_LEVEL,
    limits: read.THROUGHLINE_LIMITS,
  })
}

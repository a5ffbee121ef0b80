import { expect, it } from "vitest"
import { readConfig } from "../../../server/config.ts"

it("needs nothing to be set", () => {
  expect(readConfig({})).toMatchObject({
    ok: true,
    value: { host: "127.0.0.1", port: 4400, dataDir: "./data", adminToken: undefined, trustProxy: false },
  })
})

it("takes an empty variable for one that is not set", () => {
  expect(readConfig({ PORT: "", THROUGHLINE_ADMIN_TOKEN: "", PUBLIC_URL: "" })).toMatchObject({
    ok: true,
    value: { port: 4400, adminToken: undefined, publicUrl: undefined },
  })
})

it("counts the public address among the allowed origins", () => {
  const read = readConfig({
    PUBLIC_URL: "https://a.example/",
    ALLOWED_ORIGINS: "https://b.example, http://c.example:81",
  })
  expect(read).toMatchObject({
    ok: true,
    value: { allowedOrigins: ["https://a.example", "https://b.example", "http://c.example:81"] },
  })
})

it.each([
  [
    { THROUGHLINE_ADMIN_TOKEN: "short" },
    "THROUGHLINE_ADMIN_TOKEN is shorter than 32 characters, which could be guessed.",
  ],
  [{ PORT: "http" }, "PORT "],
  [{ PORT: "70000" }, "PORT "],
  [{ SMTP_URL: "mail.example.org" }, "SMTP_URL must be like smtp://"],
  [{ SMTP_URL: "smtp://mail.example.org", PUBLIC_URL: "https://a.example" }, "MAIL_FROM must be set too"],
  [{ SMTP_URL: "smtp://mail.example.org", MAIL_FROM: "a@b.example" }, "PUBLIC_URL must be set too"],
  [{ MAIL_FROM: "Board <a@b.example>\r\nBcc: c@d.example" }, "MAIL_FROM must be an e-mail address"],
  [{ PUBLIC_URL: "board.example" }, "PUBLIC_URL is not an address"],
  [{ PUBLIC_URL: "https://board.example/path" }, "PUBLIC_URL is not an address"],
  [{ ALLOWED_ORIGINS: "https://a.example,*" }, "ALLOWED_ORIGINS is not an address"],
  [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL must start with"],
  [{ THROUGHLINE_LIMITS: "{" }, "THROUGHLINE_LIMITS is not JSON"],
])("refuses %o with a sentence", (env, sentence) => {
  const read = readConfig(env)
  expect(read.ok ? "fine" : read.error[0]).toContain(sentence)
})

it("never repeats a secret in its complaint", () => {
  const read = readConfig({ THROUGHLINE_ADMIN_TOKEN: "my-secret" })
  expect(JSON.stringify(read)).not.toContain("my-secret")
})

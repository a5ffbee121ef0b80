/** Finds a Chromium for the browser journeys, or installs one, and says what it did. */
import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { chromium } from "@playwright/test"

const KNOWN = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]

const say = (words) => process.stdout.write(`${words}\n`)
const run = (command, args) => spawnSync(command, args, { stdio: "inherit" }).status === 0
const find = () =>
  [process.env.CHROMIUM_PATH, ...KNOWN, chromium.executablePath()].find((path) => path && existsSync(path))

function install() {
  say("No Chromium found. Trying `playwright install chromium` …")
  run("npx", ["playwright", "install", "chromium"])
  if (find() || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return
  say("That did not bring one. Trying Debian's package `chromium` …")
  if (run("apt-get", ["update", "-qq"])) run("apt-get", ["install", "-y", "-qq", "chromium"])
}

/** The path of a Chromium that runs here. Throws, with what to do, when there is none to be had. */
export function ensureChromium() {
  const known = find()
  if (known) say(`Browser journeys use the Chromium at ${known}.`)
  else install()
  const path = find()
  if (!path) {
    throw new Error(
      "No Chromium: install one (Debian: apt-get install chromium) or set CHROMIUM_PATH, then test again.",
    )
  }
  if (!known) say(`Installed a Chromium at ${path}.`)
  return path
}

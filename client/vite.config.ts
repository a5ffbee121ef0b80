import react from "@vitejs/plugin-react"
import { defineConfig, loadEnv } from "vite"
import { VitePWA } from "vite-plugin-pwa"

/**
 * Pieces that change at different speeds are cached apart. Everything else falls into place by itself: a group takes the
 * dependencies of its modules along, so one for the editor would drag the board's own document code out of the first load.
 */
const CHUNKS: readonly (readonly [name: string, test: RegExp])[] = [
  ["react", /node_modules\/(react|react-dom|scheduler|wouter|use-sync-external-store|regexparam)\//],
  ["yjs", /node_modules\/(yjs|lib0|y-protocols|y-websocket|y-indexeddb)\//],
]

export default defineConfig(({ mode }) => {
  const env = loadEnv(mode, "..", "")
  const relay = `http://127.0.0.1:${env.PORT ?? "4400"}`
  return {
    root: import.meta.dirname,
    plugins: [react(), VitePWA(offlineApp)],
    server: {
      host: "127.0.0.1",
      // The folders api/ and sync/ hold modules of ours, so only the server's own addresses go to it.
      proxy: {
        // As an object: the short form would change the host, and the origin check would refuse what it sees.
        "^/api/v1/": { target: relay },
        "^/sync/[\\w-]{22}(/|$|\\?)": { target: relay, ws: true },
        "/healthz": relay,
        "/readyz": relay,
      },
    },
    build: {
      outDir: "../dist/client",
      emptyOutDir: true,
      target: "es2022",
      sourcemap: false,
      rolldownOptions: {
        output: { codeSplitting: { groups: CHUNKS.map(([name, test]) => ({ name, test })) } },
      },
    },
  }
})

/** The whole app is kept for offline use; the server's own addresses never come from the cache. */
const offlineApp: Parameters<typeof VitePWA>[0] = {
  registerType: "prompt",
  injectRegister: false,
  manifest: {
    name: "Throughline",
    short_name: "Throughline",
    description: "Where the work sits, who is accountable, the very next step, how long it has waited.",
    start_url: "/",
    display: "standalone",
    background_color: "#f3f4f7",
    theme_color: "#3b5bdb",
    icons: [{ src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" }],
  },
  workbox: {
    globPatterns: ["**/*.{js,css,html,svg,woff2,webmanifest}"],
    navigateFallback: "/index.html",
    // The page for frames has another content policy than the kept one.
    navigateFallbackDenylist: [/^\/(api|sync|healthz|readyz|metrics|embed)(\/|$)/],
    cleanupOutdatedCaches: true,
    clientsClaim: true,
    sourcemap: false,
  },
}

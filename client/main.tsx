import "./main.css"
import { createRoot } from "react-dom/client"
import { App } from "./App.tsx"
import { registerOfflineApp } from "./offline/register.ts"

registerOfflineApp()
createRoot(document.getElementById("root")!).render(<App />)

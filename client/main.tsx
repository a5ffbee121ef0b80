import "./main.css"
import { createRoot } from "react-dom/client"
import { App } from "./App.tsx"
import { isFramed } from "./kiosk/on-wall.ts"
import { registerOfflineApp } from "./offline/register.ts"

// A frame in somebody else's page keeps nothing in its visitors' browsers.
if (!isFramed(location.pathname)) registerOfflineApp()
createRoot(document.getElementById("root")!).render(<App />)

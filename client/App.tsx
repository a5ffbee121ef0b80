/** The frame around all screens: theme, addresses, and a net under each screen. Every screen is loaded when it is visited. */
import { Loader } from "@mantine/core"
import { lazy, type ReactNode, Suspense } from "react"
import { Route, Switch } from "wouter"
import { ErrorBoundary } from "./ErrorBoundary.tsx"
import { isUnattended, onWall } from "./kiosk/on-wall.ts"
import { lazyScreen } from "./lazy-screen.ts"
import { MissingScreen } from "./MissingScreen.tsx"
import { UpdatePrompt } from "./offline/UpdatePrompt.tsx"
import { UiProvider } from "./ui/UiProvider.tsx"
import { common } from "./words/en/common.ts"

const KioskScreen = lazy(async () => ({ default: (await onWall(() => import("./kiosk/KioskScreen.tsx"))).KioskScreen }))
const EmbedScreen = lazy(async () => ({ default: (await onWall(() => import("./kiosk/EmbedScreen.tsx"))).EmbedScreen }))
const TvScreen = lazyScreen(() => import("./kiosk/TvScreen.tsx"), "TvScreen")
const BoardRoom = lazy(async () => ({ default: (await import("./BoardRoom.tsx")).BoardRoom }))
const BoardsScreen = lazyScreen(() => import("./boards/BoardsScreen.tsx"), "BoardsScreen")
const SignInScreen = lazyScreen(() => import("./sign-in/SignInScreen.tsx"), "SignInScreen")
const SetupScreen = lazyScreen(() => import("./sign-in/SetupScreen.tsx"), "SetupScreen")
const JoinScreen = lazyScreen(() => import("./sign-in/JoinScreen.tsx"), "JoinScreen")
const InviteScreen = lazyScreen(() => import("./sign-in/InviteScreen.tsx"), "InviteScreen")
const ImportScreen = lazyScreen(() => import("./import/ImportScreen.tsx"), "ImportScreen")
const ConfirmMailScreen = lazyScreen(() => import("./settings/MailLinkScreen.tsx"), "ConfirmMailScreen")
const StopMailScreen = lazyScreen(() => import("./settings/MailLinkScreen.tsx"), "StopMailScreen")
const ConfirmScreen = lazyScreen(() => import("./shared-screen/ConfirmScreen.tsx"), "ConfirmScreen")
const SettingsScreen = lazyScreen(() => import("./settings/SettingsScreen.tsx"), "SettingsScreen")

type BoardAddress = { readonly id: string; readonly room?: string; readonly inner?: string }

export function App() {
  return (
    <UiProvider>
      <Switch>
        <Route path="/">{net(<BoardsScreen />)}</Route>
        <Route path="/sign-in">{net(<SignInScreen />)}</Route>
        <Route path="/setup">{net(<SetupScreen />)}</Route>
        <Route path="/join">{net(<JoinScreen />)}</Route>
        <Route path="/invite">{net(<InviteScreen />)}</Route>
        <Route path="/import">{net(<ImportScreen />)}</Route>
        <Route path="/mail/confirm">{net(<ConfirmMailScreen />)}</Route>
        <Route path="/mail/stop">{net(<StopMailScreen />)}</Route>
        <Route path="/confirm">{net(<ConfirmScreen />)}</Route>
        <Route path="/settings">{net(<SettingsScreen />)}</Route>
        <Route<BoardAddress> path="/b/:id/:room?/:inner?">
          {({ id, room, inner }) => net(<BoardRoom key={id} boardId={id} room={room} inner={inner} />)}
        </Route>
        <Route path="/kiosk/:id">{({ id }) => net(<KioskScreen key={id} boardId={id} />)}</Route>
        <Route path="/embed/:id">{({ id }) => net(<EmbedScreen key={id} boardId={id} />)}</Route>
        <Route path="/tv">{net(<TvScreen />)}</Route>
        <Route>{net(<MissingScreen />)}</Route>
      </Switch>
      {!isUnattended(location.pathname) && <UpdatePrompt />}
    </UiProvider>
  )
}

const net = (screen: ReactNode) => (
  <ErrorBoundary>
    <Suspense fallback={<Waiting />}>{screen}</Suspense>
  </ErrorBoundary>
)

function Waiting() {
  return (
    <main className="waiting" aria-busy="true">
      <Loader aria-label={common.loading} />
    </main>
  )
}

import { Button, TextInput } from "@mantine/core"
import { IconFileImport, IconLayoutKanban, IconPlus, IconSearch } from "@tabler/icons-react"
import { useEffect, useState } from "react"
import { useLocation } from "wouter"
import type { BoardSummary, Me } from "../../shared/wire/http.ts"
import { ApiProblem, isReachable } from "../api/client.ts"
import { useExternal } from "../hooks/useExternal.ts"
import { sessionEnded } from "../sign-in/account.ts"
import { useRequiredAccount } from "../sign-in/useRequiredAccount.ts"
import { EmptyState } from "../ui/EmptyState.tsx"
import { ErrorState } from "../ui/ErrorState.tsx"
import { LoadingState } from "../ui/LoadingState.tsx"
import { Page } from "../ui/Page.tsx"
import { type Remote, type RemoteHandle, useRemote } from "../ui/useRemote.ts"
import { boards as words } from "../words/en/boards.ts"
import { common } from "../words/en/common.ts"
import { BoardGrid } from "./BoardGrid.tsx"
import { boardListOf } from "./board-list.ts"
import { boardsApi } from "./boards-api.ts"
import classes from "./boards-screen.module.css"
import { NewBoardDialog } from "./NewBoardDialog.tsx"

const REFRESH_MS = 10_000

/** Every board that is mine to see: who is there now, and what moved last. */
export function BoardsScreen() {
  const me = useRequiredAccount()
  const remote = useRemote(boardsApi.list, REFRESH_MS)
  const isOut = isSignedOut(problemOf(remote.state))
  useEffect(() => {
    if (isOut) sessionEnded()
  }, [isOut])
  return (
    <Page>
      <title>{`${words.title} · ${common.appName}`}</title>
      {isOut ? <LoadingState /> : <Boards remote={remote} me={me} />}
    </Page>
  )
}

const problemOf = (state: Remote<unknown>) =>
  state.kind === "failed" ? state.problem : state.kind === "ready" ? state.stale : undefined
const isSignedOut = (problem: unknown) => problem instanceof ApiProblem && problem.status === 401

interface BoardsProps {
  readonly remote: RemoteHandle<readonly BoardSummary[]>
  readonly me: Me | undefined
}

function Boards({ remote, me }: BoardsProps) {
  const [search, setSearch] = useState("")
  const [isCreating, setCreating] = useState(false)
  const [, navigate] = useLocation()
  const { state, refresh } = remote
  const all = state.kind === "ready" ? state.value : []
  const { live, archived, hasSearch } = boardListOf(all, search)
  const canCreate = me !== undefined && me.kind !== "guest"
  const create = canCreate && (
    <Button leftSection={<IconPlus size={18} />} onClick={() => setCreating(true)}>
      {words.newBoard}
    </Button>
  )
  return (
    <>
      <div className={classes.head}>
        <h1 className={classes.title}>{words.title}</h1>
        {hasSearch && <Search value={search} onChange={setSearch} found={live.length + archived.length} />}
        {canCreate && (
          <div className={classes.actions}>
            <Button variant="default" leftSection={<IconFileImport size={18} />} onClick={() => navigate("/import")}>
              {words.importBoard}
            </Button>
            {create}
          </div>
        )}
      </div>
      {state.kind === "ready" && <OfflineNote stale={state.stale} />}
      {state.kind === "loading" && <LoadingState />}
      {state.kind === "failed" && <ErrorState problem={state.problem} onRetry={() => void refresh()} />}
      {state.kind === "ready" && all.length === 0 && <NoBoards me={me} action={create} />}
      {search !== "" && live.length + archived.length === 0 && all.length > 0 && (
        <p className={classes.note}>{words.noMatch(search)}</p>
      )}
      <BoardGrid boards={live} label={words.listLabel} remote={remote} />
      {archived.length > 0 && (
        <details className={classes.archived} open={search !== "" || live.length === 0}>
          <summary>{words.archived(archived.length)}</summary>
          <BoardGrid boards={archived} label={words.archivedLabel} remote={remote} />
        </details>
      )}
      <NewBoardDialog opened={isCreating} onClose={() => setCreating(false)} />
    </>
  )
}

function NoBoards({ me, action }: { me: Me | undefined; action: React.ReactNode }) {
  const text = me?.kind === "guest" ? words.emptyGuestWords : me?.owner ? words.emptyWords : words.emptyMemberWords
  return (
    <EmptyState icon={<IconLayoutKanban size={40} stroke={1.4} />} title={words.emptyTitle} action={action}>
      {text}
    </EmptyState>
  )
}

interface SearchProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly found: number
}

function Search({ value, onChange, found }: SearchProps) {
  return (
    <search className={classes.search}>
      <TextInput
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        leftSection={<IconSearch size={16} />}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <span className="visually-hidden" role="status">
        {value !== "" && words.found(found)}
      </span>
    </search>
  )
}

function OfflineNote({ stale }: { stale: unknown }) {
  const hasAnswered = useExternal(isReachable)
  if (hasAnswered && stale === undefined) return null
  return (
    <p className={classes.offline} role="status">
      <strong>{words.staleTitle}.</strong> {words.stale}
    </p>
  )
}

/**
 * What the ledger says of one card, or of the whole board: the newest page first, earlier ones on asking, new entries as
 * they are written. Pages and live entries may overlap, so everything is merged by number.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from "react"
import type { Entry } from "../../../shared/model/entry.ts"
import { forget, WORDS_ERASED } from "../../../shared/model/erasure.ts"
import { isOfGroup, type KindGroup } from "../../../shared/model/kind-groups.ts"
import { api } from "../../api/client.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useSaveState } from "../../hooks/useBoard.ts"

const PAGE = 100

export interface CardLedger {
  /** Oldest first. */
  readonly entries: readonly Entry[]
  readonly state: "loading" | "ready" | "failed"
  readonly hasEarlier: boolean
  loadEarlier(): void
  retry(): void
}

interface Loaded {
  readonly bySeq: ReadonlyMap<number, Entry>
  /** The oldest number that was asked for by page; live entries alone do not count. */
  readonly pagedTo: number | undefined
  readonly hasEarlier: boolean
  readonly state: CardLedger["state"]
}
const NOTHING: Loaded = { bySeq: new Map(), pagedTo: undefined, hasEarlier: false, state: "loading" }

/** Which facts are asked for; what is empty or left out stands for anything. */
export interface LedgerWish {
  readonly card?: string
  /** Who did it. */
  readonly person?: string
  readonly kind?: KindGroup | ""
}

const isWished = ({ card = "", person = "", kind = "" }: LedgerWish, entry: Entry): boolean =>
  (card === "" || entry.card === card) &&
  (person === "" || entry.actor === person) &&
  (kind === "" || isOfGroup(entry.kind, kind))

export const useCardLedger = (card: string): CardLedger => useLedger({ card })

/** Asked of the server, so that it is found in the whole ledger and not only in what has been loaded. */
export function useLedger({ card = "", person = "", kind = "" }: LedgerWish): CardLedger {
  const session = useBoardSession()
  const [loaded, setLoaded] = useState(NOTHING)
  const isOnline = isConnected(useSaveState().kind)

  const load = useCallback(
    async (before?: number) => {
      setLoaded((now) => ({ ...now, state: "loading" }))
      const asked = new URLSearchParams({
        ...(card === "" ? {} : { card }),
        ...(person === "" ? {} : { actor: person }),
        ...(kind === "" ? {} : { about: kind }),
        ...{ newestFirst: "true", limit: String(PAGE) },
        ...(before === undefined ? {} : { before: String(before) }),
      })
      const path = `/boards/${session.boardId}/ledger?${asked}`
      try {
        const { entries } = await api.get<{ readonly entries: readonly Entry[] }>(path)
        setLoaded((now) => withPage(now, entries, before))
      } catch {
        // Whatever the reason, the section says so and offers to try again.
        setLoaded((now) => ({ ...now, state: "failed" }))
      }
    },
    [session, card, person, kind],
  )
  useEffect(() => {
    const stop = session.onEntries((entries) => {
      const mine = entries.filter((entry) => isWished({ card, person, kind }, entry))
      const erases = entries.some(({ kind }) => kind === WORDS_ERASED)
      if (mine.length > 0 || erases)
        setLoaded((now) => ({
          ...now,
          bySeq: merged(erases ? forgotten(now.bySeq, entries) : now.bySeq, mine),
        }))
    })
    return stop
  }, [session, card, person, kind])
  // On opening, and again whenever the connection comes back: what was missed meanwhile came over no socket.
  // Without a connection the kept answer of the last visit will do, once.
  const hasAsked = useRef(false)
  useEffect(() => {
    if (isOnline || !hasAsked.current) void load()
    hasAsked.current = true
  }, [load, isOnline])

  const entries = useMemo(() => [...loaded.bySeq.values()].sort((a, b) => a.seq - b.seq), [loaded.bySeq])
  const { state, hasEarlier, pagedTo } = loaded
  return {
    ...{ entries, state, hasEarlier },
    loadEarlier: () => void load(pagedTo),
    retry: () => void load(),
  }
}

const isConnected = (kind: string) => kind !== "offline" && kind !== "closed"

function withPage(now: Loaded, page: readonly Entry[], before: number | undefined): Loaded {
  const isFull = page.length === PAGE
  const oldest = Math.min(...page.map((entry) => entry.seq), before ?? Number.POSITIVE_INFINITY)
  const isFirstOrEarlier = before !== undefined || now.pagedTo === undefined || isGap(now, page)
  return {
    bySeq: merged(now.bySeq, page),
    pagedTo: isFirstOrEarlier ? oldest : now.pagedTo,
    hasEarlier: isFirstOrEarlier ? isFull : now.hasEarlier,
    state: "ready",
  }
}

/** A full page that reaches nothing we had: what lies between must be asked for as "earlier". */
const isGap = (now: Loaded, page: readonly Entry[]) =>
  page.length === PAGE && !page.some((entry) => now.bySeq.has(entry.seq))

/** What was erased is not shown any longer, whether or not the erasure itself is among what is wished for. */
const forgotten = (known: ReadonlyMap<number, Entry>, news: readonly Entry[]): ReadonlyMap<number, Entry> =>
  new Map(forget([...known.values()], news).map((entry) => [entry.seq, entry]))

function merged(known: ReadonlyMap<number, Entry>, entries: readonly Entry[]): ReadonlyMap<number, Entry> {
  const all = new Map(known)
  for (const entry of entries) all.set(entry.seq, entry)
  return all
}

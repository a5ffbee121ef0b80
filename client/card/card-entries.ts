import { createContext, useContext } from "react"
import type { Entry } from "../../shared/model/entry.ts"
import type { CardLedger } from "./activity/useCardLedger.ts"

const NOTHING: CardLedger = { entries: [], state: "ready", hasEarlier: false, loadEarlier: () => {}, retry: () => {} }

/** The card's part of the ledger, loaded once for comments, activity and the names in conflicts. */
export const CardLedgerContext = createContext<CardLedger>(NOTHING)

export const useLedgerOfCard = (): CardLedger => useContext(CardLedgerContext)
export const useCardEntries = (): readonly Entry[] => useContext(CardLedgerContext).entries

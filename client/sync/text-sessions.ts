/**
 * The long texts of a board, each a document with a connection of its own. A text that is closed with edits on the way is
 * kept connected until they are saved, and one that an earlier visit left behind is opened again in the background.
 */
import { Awareness } from "y-protocols/awareness"
import * as Y from "yjs"
import { TEXT_ROOT } from "../../shared/doc/layout.ts"
import { readTextJson } from "../../shared/doc/rich-text.ts"
import type { SeedText } from "../../shared/import/seed.ts"
import type { External, SaveState, TextSession } from "./board-session.ts"
import { newClientId } from "./client-id.ts"
import { cell } from "./external.ts"
import type { OfflineCopy } from "./offline-copy.ts"
import type { RelayLink } from "./relay-link.ts"
import { TabShare } from "./tab-share.ts"
import { UnsavedCount } from "./unsaved-count.ts"

export interface TextDoors {
  openCopy(room: string, doc: Y.Doc): OfflineCopy
  openLink(room: string, doc: Y.Doc, awareness: Awareness, copy: OfflineCopy, onSynced: () => void): RelayLink
  readonly shareName: (room: string) => string
  /** Which texts have edits that are not saved; kept with the board. */
  keepUnsaved(textIds: readonly string[]): void
}

export class TextSessions {
  /** The save states of all texts that are open or on their way. */
  readonly saves: External<readonly SaveState[]>
  readonly #saves = cell<readonly SaveState[]>([])
  readonly #boardId: string
  readonly #doors: TextDoors
  readonly #open = new Map<string, OpenText>()
  #unsaved = ""
  #isClosed = false

  constructor(boardId: string, doors: TextDoors) {
    this.#boardId = boardId
    this.#doors = doors
    this.saves = this.#saves
  }

  open(textId: string): TextSession {
    const text = this.#open.get(textId) ?? this.#start(textId)
    text.users++
    if (text.awareness.getLocalState() === null) text.awareness.setLocalState({})
    let isClosed = false
    return {
      doc: text.doc,
      fragment: text.doc.getXmlFragment(TEXT_ROOT),
      awareness: text.awareness,
      ready: text.ready,
      save: text.link.save,
      damage: text.link.damage,
      close: () => {
        if (isClosed) return
        isClosed = true
        text.users--
        if (text.users === 0) text.awareness.setLocalState(null)
        this.#settleSoon()
      },
    }
  }

  /** Texts whose edits an earlier visit could not send. */
  resume(textIds: readonly string[]): void {
    for (const id of textIds) if (!this.#open.has(id)) this.#start(id)
  }

  /** What stands in the texts that are open or on their way. */
  written(): readonly SeedText[] {
    const all = [...this.#open].map(([textId, { doc }]) => ({ textId, text: readTextJson(doc) }))
    return all.filter(({ text }) => text.length > 0)
  }

  hasUnsaved(): boolean {
    return [...this.#open.values()].some((text) => text.link.waiting > 0)
  }
  reconnectNow(): void {
    for (const text of this.#open.values()) text.link.reconnectNow()
  }
  drop(): void {
    for (const text of this.#open.values()) text.link.drop()
  }
  close(): void {
    this.#settle()
    this.#isClosed = true
    for (const text of this.#open.values()) text.end()
    this.#open.clear()
  }

  #start(textId: string): OpenText {
    const text = openText(`${this.#boardId}/${textId}`, this.#doors)
    this.#open.set(textId, text)
    text.link.save.subscribe(() => this.#settleSoon())
    return text
  }

  /** Never in the middle of a message: letting go takes the connection apart. */
  #settleSoon(): void {
    queueMicrotask(() => this.#settle())
  }

  /** Lets go of texts that nobody looks at and that are saved, and tells what is left. */
  #settle(): void {
    if (this.#isClosed) return
    for (const [id, text] of this.#open) {
      if (text.users > 0 || !text.isLoaded() || !isDone(text.link)) continue
      this.#open.delete(id)
      text.end()
    }
    const open = [...this.#open]
    this.#saves.set(open.map(([, text]) => text.link.save.get()))
    const unsaved = open.filter(([, text]) => text.link.waiting > 0).map(([id]) => id)
    if (unsaved.join() === this.#unsaved) return
    this.#unsaved = unsaved.join()
    this.#doors.keepUnsaved(unsaved)
  }
}

/** Nothing of ours is on the way, and nothing is about to be found out. */
const isDone = ({ save, waiting }: RelayLink) => waiting === 0 && !["loading", "saving"].includes(save.get().kind)

interface OpenText {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly link: RelayLink
  readonly ready: External<boolean>
  isLoaded(): boolean
  users: number
  end(): void
}

function openText(room: string, doors: TextDoors): OpenText {
  const doc = new Y.Doc()
  doc.clientID = newClientId()
  const awareness = new Awareness(doc)
  const copy = doors.openCopy(room, doc)
  const ready = cell(false)
  const tabs = new TabShare(doors.shareName(room), doc)
  const link = doors.openLink(room, doc, awareness, copy, () => ready.set(true))
  const unsaved = new UnsavedCount(copy)
  let isLoaded = false
  let isEnded = false
  const stopWatching = link.save.subscribe(() => {
    const save = link.save.get()
    if (isLoaded) unsaved.note(link.waiting)
    if (save.kind === "offline") tabs.start()
    else tabs.stop()
    // Offline the kept copy must do, but only if there is one: an empty editor over a text that exists invites to write it anew.
    if (save.kind === "offline" && doc.store.clients.size > 0) ready.set(true)
  })
  void copy.loaded.then(async () => {
    const count = await unsaved.recall()
    isLoaded = true
    if (!isEnded) link.connect(count)
  })
  return {
    doc,
    awareness,
    link,
    ready,
    users: 0,
    isLoaded: () => isLoaded,
    end: () => {
      isEnded = true
      stopWatching()
      tabs.stop()
      link.close()
      copy.close()
      doc.destroy()
    },
  }
}

/**
 * Files as Trello's “Export as JSON” writes them, of any size and the same every time for one seed. `expected` counts what is
 * in the file by the words of the import report, so that a test can compare without counting again.
 */
export interface TrelloShape {
  readonly lists?: number
  readonly cards?: number
  /** Moves and comments; creations come on top, one per card. */
  readonly actions?: number
  readonly seed?: number
  /** Adds what real files hold at their edges: missing lists, orphaned checklists, odd dates, scripts as links. */
  readonly odd?: boolean
}

interface Raw {
  [key: string]: unknown
}

const START = Date.UTC(2025, 8, 1, 8)
const HOUR = 3_600_000
const COLOURS = [
  "green",
  "yellow",
  "orange",
  "red",
  "purple",
  "blue",
  "sky",
  "lime",
  "pink",
  "black",
  "green_dark",
  "blue_light",
  null,
]
const LIST_NAMES = ["Backlog", "To Do", "Design", "Doing", "Review", "QA", "Blocked outside", "Done"]
const WORDS =
  "lamp door invoice sign ticket oven chart parcel mail stage north late first glass table second light".split(" ")

/** A small linear generator: 16 good bits a call. */
function randomOf(seed: number) {
  let state = seed >>> 0 || 1
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 0x1_0000_0000
  }
  return {
    next,
    int: (below: number) => Math.floor(next() * below),
    pick: <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!,
    chance: (share: number) => next() < share,
  }
}
type Random = ReturnType<typeof randomOf>

/** Trello's ids are MongoDB's: the second of their making, then a counter. */
function idMaker() {
  let count = 0
  return (at = START) =>
    Math.floor(at / 1000)
      .toString(16)
      .padStart(8, "0") + (count++).toString(16).padStart(16, "0")
}

export function trelloExport(shape: TrelloShape = {}): Raw {
  const { lists = 5, cards = 20, actions = 30, seed = 1, odd = false } = shape
  const random = randomOf(seed)
  const newId = idMaker()
  const idBoard = newId()
  const base = { random, newId, idBoard }
  const madeLists = Array.from({ length: lists }, (_, i) => makeList(base, i))
  const labels = COLOURS.map((color, i) => makeLabel(base, color, i))
  const members = ["Ana Ruiz", "Bo Lindqvist", "Chidi Okafor", "Dana Weiss"].map((name) => makeMember(base, name))
  const customFields = makeFields(base)
  const parts = { ...base, lists: madeLists, labels, members, customFields }
  const made = Array.from({ length: cards }, (_, i) => makeCard(parts, i))
  const madeCards = made.map(({ card }) => card)
  const file: Raw = {
    id: idBoard,
    nodeId: `ari:cloud:trello::board/workspace/${newId()}/${idBoard}`,
    name: `Board ${seed}`,
    desc: "Everything for the spring.",
    descData: null,
    closed: false,
    dateClosed: null,
    idOrganization: newId(),
    shortLink: "aB3dE5gH",
    shortUrl: "https://trello.com/b/aB3dE5gH",
    url: "https://trello.com/b/aB3dE5gH/board",
    prefs: {
      permissionLevel: "org",
      voting: "disabled",
      comments: "members",
      background: "sky",
      backgroundImage: null,
    },
    labelNames: Object.fromEntries(COLOURS.filter(Boolean).map((color) => [color, ""])),
    limits: {},
    powerUps: [],
    pluginData: [],
    memberships: members.map((member) => ({
      id: newId(),
      idMember: member.id,
      memberType: "normal",
      unconfirmed: false,
    })),
    lists: madeLists,
    cards: madeCards,
    labels,
    members,
    checklists: made.flatMap(({ checklists }) => checklists),
    customFields,
    actions: makeActions(parts, madeCards, actions),
  }
  if (odd) addOddities(file)
  return file
}

export const trelloText = (shape?: TrelloShape): string => JSON.stringify(trelloExport(shape))

interface Base {
  readonly random: Random
  readonly newId: (at?: number) => string
  readonly idBoard: string
}
interface Parts extends Base {
  readonly lists: readonly Raw[]
  readonly labels: readonly Raw[]
  readonly members: readonly Raw[]
  readonly customFields: readonly Raw[]
}

const sentence = (random: Random, count: number) => Array.from({ length: count }, () => random.pick(WORDS)).join(" ")

function makeList({ newId, idBoard }: Base, i: number): Raw {
  return {
    id: newId(),
    name: LIST_NAMES[i] ?? `List ${i + 1}`,
    closed: i > 0 && i % 4 === 0,
    color: null,
    idBoard,
    pos: 16_384 * (i + 1),
    subscribed: false,
    softLimit: i === 3 ? 4 : null,
    type: null,
  }
}

const makeLabel = ({ newId, idBoard }: Base, color: string | null, i: number): Raw => ({
  id: newId(),
  idBoard,
  name: i % 3 === 2 ? "" : `Label ${i}`,
  color,
  uses: 1,
})

const makeMember = ({ newId }: Base, fullName: string): Raw => ({
  id: newId(),
  fullName,
  username: fullName.toLowerCase().replace(" ", ""),
  initials: fullName.replace(/[^A-Z]/g, ""),
  avatarUrl: null,
  memberType: "normal",
})

function makeFields({ newId, idBoard }: Base): readonly Raw[] {
  const field = (name: string, type: string, pos: number): Raw => ({
    id: newId(),
    idModel: idBoard,
    modelType: "board",
    name,
    pos,
    type,
    display: { cardFront: true },
    isSuggestedField: false,
  })
  const list = field("Size", "list", 4)
  list.options = ["Small", "Large"].map((text, i) => ({
    id: newId(),
    idCustomField: list.id,
    value: { text },
    color: "none",
    pos: i,
  }))
  return [
    field("Ticket", "text", 1),
    field("Hours", "number", 2),
    field("Signed", "date", 3),
    list,
    field("Paid", "checkbox", 5),
  ]
}

function makeCard(parts: Parts, i: number): { card: Raw; checklists: readonly Raw[] } {
  const { random, newId, idBoard, lists, labels, members } = parts
  const createdAt = START + i * HOUR
  const id = newId(createdAt)
  const checklists = random.chance(0.4) ? [makeChecklist(parts, id)] : []
  const due = random.chance(0.3) ? new Date(createdAt + random.int(500) * HOUR).toISOString() : null
  const chosen = labels.filter(() => random.chance(0.1))
  return {
    checklists,
    card: {
      id,
      idShort: i + 1,
      shortLink: `c${i}`,
      url: `https://trello.com/c/c${i}`,
      name: `${sentence(random, 4)} ${i + 1}`,
      desc: random.chance(0.5)
        ? `## ${sentence(random, 2)}\n\n- ${sentence(random, 3)}\n- **${sentence(random, 1)}**`
        : "",
      descData: null,
      closed: random.chance(0.1),
      idBoard,
      idList: random.pick(lists).id,
      pos: random.int(1_000_000) + 0.5,
      due,
      dueComplete: due !== null && random.chance(0.3),
      dueReminder: null,
      start: random.chance(0.1) ? new Date(createdAt).toISOString() : null,
      idMembers: members.filter(() => random.chance(0.2)).map((member) => member.id),
      idMembersVoted: [],
      idLabels: chosen.map((label) => label.id),
      labels: chosen,
      idChecklists: checklists.map((list) => list.id),
      idAttachmentCover: null,
      cover: { color: random.chance(0.1) ? "green" : null, idAttachment: null, size: "normal", brightness: "dark" },
      attachments: makeAttachments(parts),
      customFieldItems: makeFieldItems(parts),
      subscribed: random.chance(0.1),
      stickers: [],
      pluginData: [],
      badges: {},
      dateLastActivity: new Date(createdAt).toISOString(),
    },
  }
}

function makeChecklist({ random, newId, idBoard, members }: Parts, idCard: string): Raw {
  const id = newId()
  const item = (i: number): Raw => ({
    id: newId(),
    idChecklist: id,
    name: sentence(random, 3),
    nameData: null,
    pos: 100 - i,
    state: random.chance(0.4) ? "complete" : "incomplete",
    due: random.chance(0.1) ? new Date(START + random.int(900) * HOUR).toISOString() : null,
    idMember: random.chance(0.1) ? random.pick(members).id : null,
  })
  return {
    id,
    idBoard,
    idCard,
    name: "Ready",
    pos: 16_384,
    checkItems: Array.from({ length: 1 + random.int(5) }, (_, i) => item(i)),
  }
}

function makeAttachments({ random, newId }: Parts): readonly Raw[] {
  if (random.chance(0.7)) return []
  const upload = random.chance(0.5)
  const url = upload
    ? `https://trello.com/1/cards/x/attachments/${random.int(999)}/download/plan.pdf`
    : `https://docs.example/d/${random.int(999)}`
  return [
    {
      id: newId(),
      name: upload ? "plan.pdf" : "Plan",
      url,
      isUpload: upload,
      bytes: upload ? 1_000 : null,
      mimeType: "",
      pos: 1,
      date: new Date(START).toISOString(),
    },
  ]
}

function makeFieldItems({ random, newId, customFields }: Parts): readonly Raw[] {
  const [ticket, hours, signed, size, paid] = customFields as [Raw, Raw, Raw, Raw, Raw]
  const item = (field: Raw, value: Raw | null, idValue: unknown = null): Raw => ({
    id: newId(),
    idCustomField: field.id,
    value,
    idValue,
    modelType: "card",
  })
  const items: Raw[] = []
  if (random.chance(0.3)) items.push(item(ticket, { text: `T-${random.int(999)}` }))
  if (random.chance(0.3)) items.push(item(hours, { number: String(random.int(40) / 2) }))
  if (random.chance(0.1)) items.push(item(signed, { date: new Date(START).toISOString() }))
  if (random.chance(0.2)) items.push(item(size, null, (size.options as Raw[])[0]!.id))
  if (random.chance(0.2)) items.push(item(paid, { checked: "true" }))
  return items
}

/** Newest first, as in Trello's files. */
function makeActions(
  { random, newId, members, lists, idBoard }: Parts,
  cards: readonly Raw[],
  count: number,
): readonly Raw[] {
  const action = (type: string, at: number, card: Raw, data: Raw): Raw => {
    const member = random.pick(members)
    return {
      id: newId(at),
      idMemberCreator: member.id,
      type,
      date: new Date(at).toISOString(),
      data: {
        board: { id: idBoard, name: "Board" },
        card: { id: card.id, name: card.name, idShort: card.idShort },
        ...data,
      },
      memberCreator: { id: member.id, fullName: member.fullName, username: member.username },
      limits: {},
    }
  }
  const created = cards.map((card, i) => action("createCard", START + i * HOUR, card, { list: { id: card.idList } }))
  const others =
    cards.length === 0
      ? []
      : Array.from({ length: count }, (_, i) => {
          const card = random.pick(cards)
          const at = START + (cards.length + i) * HOUR
          if (i % 3 === 0) return action("commentCard", at, card, { text: `${sentence(random, 5)}, @ana` })
          if (i % 3 === 1) return action("updateCard", at, card, { old: { due: null }, list: lists[0] })
          const target = lists.find((list) => list.id === card.idList) ?? random.pick(lists)
          return action("updateCard", at, card, {
            old: { idList: lists[0]?.id },
            listBefore: { id: lists[0]?.id, name: lists[0]?.name },
            listAfter: { id: target.id, name: target.name },
          })
        })
  return [...created, ...others].reverse()
}

/** What one finds at the edges of real files. */
function addOddities(file: Raw): void {
  const cards = file.cards as Raw[]
  const [first] = cards
  cards.push(
    null as never,
    "not a card" as never,
    { id: "no-name", idList: "nowhere" },
    { ...first, id: "orphan", name: "Card of a list that is gone", idList: "gone", idChecklists: [] },
    {
      ...first,
      id: "long",
      name: "x".repeat(700),
      due: "whenever",
      pos: "bottom",
      desc: "",
      idLabels: ["gone"],
      labels: [],
    },
    {
      ...first,
      id: "script",
      name: "=cmd()",
      attachments: [{ name: "x", url: "javascript:alert(1)" }, { name: "y", url: "ftp://x" }, 7],
    },
    {
      ...first,
      id: "constructor",
      name: "Odd id",
      idMembers: ["gone"],
      customFieldItems: [{ idCustomField: "gone", value: {} }],
      dueComplete: true,
      due: null,
    },
    {
      ...first,
      id: "half",
      name: "half \ud83d pair",
      stickers: [{}],
      idMembersVoted: ["a", "b"],
      pluginData: [{}],
      subscribed: true,
      address: "Main St 1",
    },
  )
  ;(file.lists as unknown[]).push(17, { id: "nameless" })
  ;(file.checklists as unknown[]).push(
    { id: "lost", idCard: "gone", name: "Lost", checkItems: [{ name: "a" }, { name: "b" }] },
    null,
    {
      id: "big",
      idCard: "long",
      name: "Big",
      checkItems: [...Array.from({ length: 230 }, (_, i) => ({ name: `item ${i}`, pos: i })), { pos: 1 }, "x"],
    },
  )
  ;(file.labels as unknown[]).push({ name: "no id" })
  ;(file.members as unknown[]).push({ id: "nobody" })
  ;(file.customFields as unknown[]).push({ id: "f", name: "Formula", type: "formula" }, 3)
  ;(file.actions as unknown[]).push(
    null,
    { type: "commentCard", date: "2026-01-01T00:00:00.000Z", data: { card: { id: "gone" }, text: "lost" } },
    { type: "commentCard", date: "2026-01-01T00:00:00.000Z", data: { card: { id: "orphan" }, text: " " } },
    {
      type: "commentCard",
      date: "2026-01-01T00:00:00.000Z",
      data: { card: { id: "orphan" }, text: "y".repeat(12_000) },
    },
    {
      type: "updateCard",
      date: "2026-01-01T00:00:00.000Z",
      data: { card: { id: "gone" }, listBefore: { id: "a" }, listAfter: { id: "b" } },
    },
  )
}

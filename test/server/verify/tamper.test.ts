/**
 * What can be done to a ledger by whoever owns its database, and what the check says to it: alone, and with a copy of the last
 * checkpoint that was kept elsewhere. The rows that end with 0 are what it cannot find; the help of the command says so.
 */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { HELP } from "../../../server/verify/help.ts"
import { Attacker } from "./attacker.ts"
import { copyOf, type PlayedBoard, playBoard, verify } from "./played-board.ts"

let played: PlayedBoard
beforeAll(async () => {
  played = await playBoard()
}, 60_000)
afterAll(() => played?.remove())

/** An entry with words, between the second and the third checkpoint from the end. */
const victim = (): number => checkpointFromEnd(2) - 3
const checkpointFromEnd = (n: number): number => played.checkpoints.at(-n)!.seq

interface Attack {
  readonly name: string
  readonly how: (attacker: Attacker) => void
  readonly alone: readonly [number, RegExp]
  /** Where it differs with the outside checkpoint. */
  readonly withOutside?: readonly [number, RegExp]
}

const IN_ORDER = [0, /Everything is in order/] as const
const SAVED_SAYS_NO = [1, /is not the one that the saved checkpoint knows/] as const

const ATTACKS: readonly Attack[] = [
  {
    name: "an entry is edited",
    how: (attacker) => attacker.editBody(victim()),
    alone: [1, /TAMPERED\. Entry \d+ was changed: its hash is not the hash of its content/],
  },
  {
    name: "the words of an entry are edited",
    how: (attacker) =>
      attacker.run(`update words set words = '{"text":"never said"}' where board = ?1 and seq = ?2`, victim()),
    alone: [1, /The words of entry \d+ were changed/],
  },
  {
    name: "words are put into an entry that has none",
    how: (attacker) => attacker.run("insert into words values (?1, 1, '00', '{}')"),
    alone: [1, /Entry 1 got words that it never had|The words of entry 1 were changed/],
  },
  {
    name: "words are deleted instead of erased",
    how: (attacker) => attacker.run("delete from words where board = ?1 and seq = ?2", victim()),
    alone: [2, /INCOMPLETE\. The words of entry \d+ are gone without having been erased/],
  },
  {
    name: "words are erased behind the product's back (counted, not judged)",
    how: (attacker) => attacker.run("update words set words = null, salt = '' where board = ?1 and seq = ?2", victim()),
    alone: [0, /the words of 1 erased, 1 of them without an entry that says so/],
  },
  {
    name: "an entry is deleted",
    how: (attacker) => attacker.run("delete from entry where board = ?1 and seq = ?2", victim()),
    alone: [2, /INCOMPLETE\. Entry \d+ is missing/],
  },
  {
    name: "an entry is deleted, and another one further on is edited",
    how: (attacker) => {
      attacker.run("delete from entry where board = ?1 and seq = ?2", victim())
      attacker.editBody(victim() + 9)
    },
    alone: [1, /TAMPERED\. Entry \d+ was changed/],
  },
  {
    name: "an entry is deleted and the rest is renumbered",
    how: (attacker) => {
      attacker.run("delete from words where board = ?1 and seq = ?2", victim())
      attacker.run("delete from entry where board = ?1 and seq = ?2", victim())
      attacker.shiftFrom(victim(), -1)
      attacker.moveHead(played.entries - 1)
    },
    alone: [1, /In the place of entry \d+ stands entry \d+/],
  },
  {
    name: "an entry is put in between",
    how: (attacker) => {
      attacker.shiftFrom(victim(), 1)
      attacker.run(
        "insert into entry select board, ?2, at, kind, actor, card, body, prevHash, hash from entry where board = ?1 and seq = ?3",
        victim(),
        victim() - 1,
      )
    },
    alone: [1, /In the place of entry \d+ stands entry \d+/],
  },
  {
    name: "two rows are swapped",
    how: (attacker) => {
      const [one, two] = [attacker.row(victim()), attacker.row(victim() + 1)]
      const text = "update entry set body = ?2, prevHash = ?3, hash = ?4 where board = ?1 and seq = ?5"
      attacker.run(text, two.body, two.prevHash, two.hash, one.seq)
      attacker.run(text, one.body, one.prevHash, one.hash, two.seq)
    },
    alone: [1, /In the place of entry \d+ stands entry \d+/],
  },
  {
    name: "an entry is spelled otherwise and everything after it hashed anew",
    how: (attacker) => {
      attacker.run("update entry set body = replace(body, ',', ', ') where board = ?1 and seq = ?2", victim())
      attacker.rehashFrom(victim())
    },
    alone: [1, /The content of entry \d+ is not in canonical form/],
  },
  {
    name: "an entry becomes something that is no JSON",
    how: (attacker) => attacker.run("update entry set body = '{' where board = ?1 and seq = ?2", victim()),
    alone: [1, /The content of entry \d+ is not a JSON object/],
  },
  {
    name: "an entry is filed under another person",
    how: (attacker) => attacker.run("update entry set actor = 'user:other' where board = ?1 and seq = ?2", victim()),
    alone: [1, /Entry \d+ is filed under another actor/],
  },
  {
    name: "the entries of another board are put in",
    how: (attacker) => {
      const other = "(select id from board where id <> ?1)"
      attacker.run(`update entry set board = 'x' where board = ${other}`)
      attacker.run("delete from entry where board = ?1 and seq = 1")
      attacker.run("update entry set board = ?1 where board = 'x' and seq = 1")
    },
    alone: [1, /Entry 1 belongs to another board/],
  },
  {
    name: "everything from before a checkpoint on is cut off, the head too",
    how: (attacker) => {
      attacker.cutAfter(victim())
      attacker.moveHead(victim())
    },
    alone: [2, /The ledger ends at entry \d+, but a checkpoint knows entry \d+: the end was cut off/],
  },
  {
    name: "the end is cut off, but not the head",
    how: (attacker) => attacker.cutAfter(played.entries - 2),
    alone: [2, /its head says \d+: the end was cut off/],
  },
  {
    name: "entries stand behind the head",
    how: (attacker) => attacker.moveHead(played.entries - 1),
    alone: [1, /The ledger goes on after its head/],
  },
  {
    name: "an entry is edited and everything after it hashed anew, without the key",
    how: (attacker) => {
      attacker.editBody(victim())
      attacker.rehashFrom(victim())
    },
    alone: [1, /Entry \d+ is not the one that its checkpoint knows: one of the entries \d+ to \d+ was rewritten/],
  },
  {
    name: "history is rewritten and signed anew by another key",
    how: (attacker) => {
      attacker.editBody(victim())
      attacker.rehashFrom(victim())
      attacker.signAgain(victim(), attacker.otherKey)
    },
    alone: [1, /The checkpoint at entry \d+ is signed by a key that is not ours/],
  },
  {
    name: "history is rewritten and the checkpoint's hash with it, under the old signature",
    how: (attacker) => {
      attacker.editBody(victim())
      attacker.rehashFrom(victim())
      for (const { seq } of played.checkpoints)
        attacker.run("update checkpoint set hash = ?2 where board = ?1 and seq = ?3", attacker.row(seq).hash, seq)
    },
    alone: [1, /The checkpoint at entry \d+ has a signature that does not fit it/],
  },
  {
    name: "history is rewritten and every later checkpoint deleted (found only with the outside checkpoint)",
    how: (attacker) => {
      attacker.editBody(victim())
      attacker.rehashFrom(victim())
      attacker.run("delete from checkpoint where board = ?1 and seq >= ?2", victim())
    },
    alone: IN_ORDER,
    withOutside: SAVED_SAYS_NO,
  },
  {
    name: "history is rewritten and signed anew with the stolen key (found only with the outside checkpoint)",
    how: (attacker) => {
      attacker.editBody(victim())
      attacker.rehashFrom(victim())
      attacker.signAgain(victim(), attacker.stolenKey)
    },
    alone: IN_ORDER,
    withOutside: SAVED_SAYS_NO,
  },
  {
    name: "everything after a checkpoint is cut off with the later checkpoints (found only with the outside checkpoint)",
    how: (attacker) => {
      attacker.cutAfter(checkpointFromEnd(2))
      attacker.moveHead(checkpointFromEnd(2))
      attacker.run("delete from checkpoint where board = ?1 and seq > ?2", checkpointFromEnd(2))
    },
    alone: IN_ORDER,
    withOutside: [2, /but the saved checkpoint knows entry \d+: the end was cut off/],
  },
  {
    name: "the tail after the last checkpoint is cut off (never found)",
    how: (attacker) => {
      attacker.cutAfter(checkpointFromEnd(1))
      attacker.moveHead(checkpointFromEnd(1))
    },
    alone: IN_ORDER,
  },
  {
    name: "the tail after the last checkpoint is rewritten (never found)",
    how: (attacker) => {
      attacker.editBody(checkpointFromEnd(1) + 1)
      attacker.rehashFrom(checkpointFromEnd(1) + 1)
    },
    alone: IN_ORDER,
  },
]

function attacked(how: (attacker: Attacker) => void): string {
  const path = copyOf(played)
  const attacker = new Attacker(path, played)
  how(attacker)
  attacker.done()
  return path
}

function savedBeside(path: string, head: object): string {
  const saved = join(path, "..", "saved.json")
  writeFileSync(saved, JSON.stringify(head))
  return saved
}

describe("a ledger", () => {
  it("is in order when nobody touched it, with and without the outside checkpoint", async () => {
    const path = copyOf(played)
    expect(played.checkpoints.length).toBeGreaterThan(3)
    expect(played.entries - checkpointFromEnd(1)).toBeGreaterThan(1)
    const saved = savedBeside(path, played.checkpoints.at(-1)!)
    expect(await verify("--db", path, "--replay")).toMatchObject({ code: 0 })
    expect(await verify("--db", path, "--checkpoint", saved)).toMatchObject({ code: 0 })
  })

  it.each(ATTACKS)("after this: $name", async ({ how, alone, withOutside = alone }) => {
    const path = attacked(how)
    const saved = savedBeside(path, played.checkpoints.at(-1)!)
    const found = await verify("--db", path, `--board=${played.board}`)
    expect(found).toEqual({ code: alone[0], says: expect.stringMatching(alone[1]) })
    const compared = await verify("--db", path, `--board=${played.board}`, "--checkpoint", saved)
    expect(compared).toEqual({ code: withOutside[0], says: expect.stringMatching(withOutside[1]) })
  })

  it("whose tail was cut off does not deceive the browser that was told of the tail", async () => {
    const path = copyOf(played)
    const attacker = new Attacker(path, played)
    const { seq, hash } = attacker.row(played.entries)
    attacker.cutAfter(checkpointFromEnd(1))
    attacker.moveHead(checkpointFromEnd(1))
    attacker.done()
    const told = savedBeside(path, { board: played.board, seq, hash })
    expect(await verify("--db", path, "--checkpoint", told)).toMatchObject({
      code: 2,
      says: expect.stringContaining(`the saved checkpoint knows entry ${seq}`),
    })
  })

  it("of a board that was taken off the list of boards is still looked at", async () => {
    const path = attacked((attacker) => attacker.run("delete from board where id = ?1"))
    expect(await verify("--db", path)).toMatchObject({
      code: 2,
      says: expect.stringContaining("The board itself was taken off the list of boards."),
    })
  })

  it("that was deleted altogether is missed by whoever kept a checkpoint of it, and by nobody else", async () => {
    const path = attacked((attacker) => {
      for (const table of ["words", "entry", "checkpoint", "head"])
        attacker.run(`delete from ${table} where board = ?1`)
      attacker.run("delete from board where id = ?1")
    })
    const saved = savedBeside(path, played.checkpoints.at(-1)!)
    expect(await verify("--db", path)).toMatchObject({ code: 0 })
    expect(await verify("--db", path, "--checkpoint", saved)).toMatchObject({
      code: 2,
      says: expect.stringContaining("which is not here"),
    })
  })

  it("is checked with a help that hides nothing of what is not found", () => {
    for (const limit of [
      "What is NOT found",
      "stolen key",
      "every later checkpoint deleted",
      "What is never found here",
    ])
      expect(HELP).toContain(limit)
  })
})

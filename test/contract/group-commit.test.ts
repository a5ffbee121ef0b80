import { describe, expect, it } from "vitest"
import { type Call, GroupCommit, type Outcome } from "../../server/store/group-commit.ts"
import { StoreError } from "../../server/store/store.ts"
import { append, newBoardId } from "./builders.ts"

/** A commit that ends when the test says so. */
function slowCommit() {
  const groups: { readonly calls: readonly Call[]; readonly end: (outcomes: readonly Outcome[] | Error) => void }[] = []
  let arrived = (): void => undefined
  const commit = (calls: readonly Call[]) =>
    new Promise<readonly Outcome[]>((resolve, reject) => {
      groups.push({ calls, end: (ended) => (ended instanceof Error ? reject(ended) : resolve(ended)) })
      arrived()
    })
  const group = async (n: number) => {
    while (groups.length <= n)
      await new Promise<void>((resolve) => {
        arrived = resolve
      })
    return groups[n]!
  }
  return { commit, group, groups }
}

const call = (): Call => [append(newBoardId(), 0)]
const done = (position: number): Outcome => [{ ok: true, position }]

describe("group commit", () => {
  it("gathers what arrives while a commit runs into one next commit", async () => {
    const { commit, group, groups } = slowCommit()
    const commits = new GroupCommit(commit)
    const first = commits.append(call())
    const running = await group(0)
    const later = Array.from({ length: 50 }, () => commits.append(call()))
    running.end([done(1)])
    expect(await first).toEqual(done(1))
    const next = await group(1)
    expect(next.calls).toHaveLength(50)
    next.end(next.calls.map((_, i) => done(i)))
    expect(await Promise.all(later)).toEqual(next.calls.map((_, i) => done(i)))
    await commits.idle()
    expect(groups).toHaveLength(2)
  })

  it("gives each call its own outcome", async () => {
    const { commit, group } = slowCommit()
    const commits = new GroupCommit(commit)
    const [good, bad] = [commits.append(call()), commits.append(call())]
    const refused = new StoreError("broken", "no such board")
    const rejected = expect(bad).rejects.toBe(refused)
    ;(await group(0)).end([done(1), refused])
    expect(await good).toEqual(done(1))
    await rejected
  })

  it("tells everybody in the group when its commit fails, and goes on", async () => {
    const { commit, group } = slowCommit()
    const commits = new GroupCommit(commit)
    const full = new StoreError("full", "no room")
    const lost = Promise.allSettled([commits.append(call()), commits.append(call())])
    ;(await group(0)).end(full)
    expect(await lost).toEqual([
      { status: "rejected", reason: full },
      { status: "rejected", reason: full },
    ])
    const after = commits.append(call())
    ;(await group(1)).end([done(1)])
    expect(await after).toEqual(done(1))
  })
})

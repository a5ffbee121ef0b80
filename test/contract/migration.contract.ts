/** Tables change by numbered steps, each whole or not at all. */
import { sql } from "kysely"
import { describe, expect, it } from "vitest"
import { type Migration, migrate } from "../../server/store/migrate.ts"
import { MIGRATIONS } from "../../server/store/migrations.ts"
import { newBoard } from "./builders.ts"
import { connect } from "./connect.ts"
import type { NewPlace } from "./harness.ts"

const next = MIGRATIONS.at(-1)!.version + 1
const step = (version: number, ...statements: readonly string[]): Migration => ({
  version,
  name: `step ${version}`,
  statements: () => statements,
})

export function migrationContract(newPlace: NewPlace): void {
  describe("migrations", () => {
    it("leave the version and the tables before when one fails halfway, and pass once it is mended", async () => {
      const place = await newPlace()
      const { db, close } = await connect(place)
      const good = step(next, "create table extra (a int)")
      const broken = step(next + 1, "alter table extra add column b int", "create table halfway (a int)", "nonsense")
      await expect(migrate(db, place.engine, [...MIGRATIONS, good, broken])).rejects.toThrow()
      await expect(sql`select b from extra`.execute(db)).rejects.toThrow()
      await expect(sql`select a from halfway`.execute(db)).rejects.toThrow()
      const versions = await db.selectFrom("migration").select("version").orderBy("version").execute()
      expect(versions.map(({ version }) => version)).toEqual([...MIGRATIONS.map(({ version }) => version), next])

      const mended = step(next + 1, "alter table extra add column b int")
      await migrate(db, place.engine, [...MIGRATIONS, good, mended])
      expect((await sql`select a, b from extra`.execute(db)).rows).toEqual([])
      await close()
      await place.remove()
    })

    it("refuse data of a newer program, say so, and leave it alone", async () => {
      const place = await newPlace()
      const store = await place.open()
      const board = await newBoard(store)
      await store.close()
      await place.sql(`insert into migration (version, name, at) values (${next}, 'from the future', 0)`)
      await expect(place.open()).rejects.toMatchObject({
        name: "StoreError",
        kind: "broken",
        message: expect.stringMatching(/newer version of Throughline .*Start the newer version/),
      })
      expect(await place.sql("select id from board")).toEqual([expect.objectContaining({ id: board })])
      await place.remove()
    })

    it("are done once when several servers open a new database at the same time", async () => {
      const place = await newPlace()
      const stores = await Promise.all([place.open(), place.open(), place.open()])
      await Promise.all(stores.map((store) => newBoard(store)))
      expect(await stores[0]?.boards.listBoards()).toHaveLength(3)
      await Promise.all(stores.map((store) => store.close()))
      await place.remove()
    })
  })
}

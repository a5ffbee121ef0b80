/** A process that is killed after the first statement of a migration. */
import { migrate } from "../../server/store/migrate.ts"
import { MIGRATIONS } from "../../server/store/migrations.ts"
import { openSqlite } from "../../server/store/sqlite-database.ts"

const { db, database } = openSqlite(process.argv[2]!)
database.function("die", () => {
  process.kill(process.pid, "SIGKILL")
  return 0
})
const version = MIGRATIONS.at(-1)!.version + 1
const statements = ["create table halfway (a integer)", "insert into halfway values (die())"]
await migrate(db, "sqlite", [...MIGRATIONS, { version, name: "dies", statements: () => statements }])

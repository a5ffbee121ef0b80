import { IconArrowsExchange, IconCheck, IconX } from "@tabler/icons-react"
import type { ImportLine, ImportReport } from "../../shared/wire/http.ts"
import { imports as words } from "../words/en/import.ts"
import classes from "./report-columns.module.css"

const COLUMNS = [
  { fate: "kept", Icon: IconCheck },
  { fate: "changed", Icon: IconArrowsExchange },
  { fate: "lost", Icon: IconX },
] as const
const SHOWN_EXAMPLES = 3

/** The whole truth about an import, in three columns: what stays, what changes, what is lost. */
export function ReportColumns({ report }: { report: ImportReport }) {
  return (
    <div className={classes.columns}>
      {COLUMNS.map(({ fate, Icon }) => (
        <section key={fate} className={classes.column} data-fate={fate} aria-labelledby={`report-${fate}`}>
          <h3 id={`report-${fate}`} className={classes.title}>
            <span className={classes.icon} aria-hidden="true">
              <Icon size={16} stroke={2.4} />
            </span>
            {words.columns[fate]}
          </h3>
          <p className={classes.help}>{report[fate].length === 0 ? words.nothing[fate] : words.columnHelp[fate]}</p>
          {report[fate].length > 0 && (
            <ul className={classes.lines}>
              {report[fate].map((line) => (
                <Line key={line.code} line={line} />
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  )
}

function Line({ line }: { line: ImportLine }) {
  const names = [...new Set(line.examples)]
  const shown = names.slice(0, SHOWN_EXAMPLES)
  // Where names repeat, nobody knows how many others there are.
  const rest = names.length === line.examples.length ? line.count - shown.length : 0
  return (
    <li className={classes.line}>
      <span className={classes.count}>{line.count.toLocaleString("en")}</span>
      <span>
        {line.words}
        {shown.length > 0 && <span className={classes.examples}>{words.examples(shown, rest)}</span>}
      </span>
    </li>
  )
}

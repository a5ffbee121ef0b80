import type { ReactNode } from "react"
import { ProductMark } from "../ui/ProductMark.tsx"
import { common } from "../words/en/common.ts"
import classes from "./door-page.module.css"

interface DoorPageProps {
  readonly title: string
  readonly lead?: ReactNode
  readonly wide?: boolean
  readonly children?: ReactNode
}

/** The frame of everything before one is in: mark, one question, one answer. */
export function DoorPage({ title, lead, wide = false, children }: DoorPageProps) {
  return (
    <div className={classes.page}>
      <title>{`${title} · ${common.appName}`}</title>
      <header className={classes.brand}>
        <ProductMark size={36} />
        <span>{common.appName}</span>
      </header>
      <main className={classes.card} data-wide={wide}>
        <h1 className={classes.title}>{title}</h1>
        {lead && <p className={classes.lead}>{lead}</p>}
        {children}
      </main>
    </div>
  )
}

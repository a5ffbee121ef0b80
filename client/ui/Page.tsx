import type { ReactNode } from "react"
import { Link } from "wouter"
import { common } from "../words/en/common.ts"
import { places as words } from "../words/en/places.ts"
import { AccountMenu } from "./AccountMenu.tsx"
import { ProductMark } from "./ProductMark.tsx"
import classes from "./page.module.css"

interface PageProps {
  readonly children: ReactNode
  /** What stands in the top bar between mark and account: a board's name, search, who is here. */
  readonly bar?: ReactNode
  /** `column`: text and lists. `full`: the page fills the window and scrolls by itself, as a board does. */
  readonly layout?: "column" | "full"
  readonly actions?: ReactNode
}

/** The frame of every screen of somebody who is in: top bar, skip link, content. */
export function Page({ children, bar, layout = "column", actions }: PageProps) {
  return (
    <div className={classes.page} data-layout={layout}>
      <a className={classes.skip} href="#content">
        {words.skipToContent}
      </a>
      <header className={classes.bar}>
        <Link href="/" className={classes.home} aria-label={`${common.appName}: ${words.home}`}>
          <ProductMark />
          {bar === undefined && <span className={classes.product}>{common.appName}</span>}
        </Link>
        <div className={classes.middle}>{bar}</div>
        {actions}
        <AccountMenu />
      </header>
      <main id="content" tabIndex={-1} className={classes.content}>
        {children}
      </main>
    </div>
  )
}

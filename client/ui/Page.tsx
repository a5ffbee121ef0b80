import type { ReactNode } from "react"
import { Link } from "wouter"
import { common } from "../words/en/common.ts"
import { places as words } from "../words/en/places.ts"
import { AccountMenu } from "./AccountMenu.tsx"
import { ProductMark } from "./ProductMark.tsx"
import classes from "./page.module.css"

/** The frame of every screen of somebody who is in: top bar, skip link, content. */
export function Page({ children }: { children: ReactNode }) {
  return (
    <div className={classes.page}>
      <a className={classes.skip} href="#content">
        {words.skipToContent}
      </a>
      <header className={classes.bar}>
        <Link href="/" className={classes.home} aria-label={`${common.appName}: ${words.home}`}>
          <ProductMark />
          <span>{common.appName}</span>
        </Link>
        <AccountMenu />
      </header>
      <main id="content" tabIndex={-1} className={classes.content}>
        {children}
      </main>
    </div>
  )
}

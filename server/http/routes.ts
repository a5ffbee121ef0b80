/** The whole API in one table: start here. Each line is a file of its own beside this one. */

import { boardRoutes } from "./boards.ts"
import { exportRoutes } from "./exports.ts"
import { feedRoutes } from "./feed.ts"
import { importRoutes } from "./imports.ts"
import { ledgerRoutes } from "./ledger.ts"
import { joinRoutes, linkRoutes } from "./links.ts"
import type { Parts } from "./parts.ts"
import { mailRoutes } from "./mail.ts"
import { memberRoutes, userRoutes } from "./people.ts"
import type { Route } from "./route.ts"
import { screenRoutes } from "./screens.ts"
import { sealedLedgerRoutes } from "./sealed-ledger.ts"
import { meRoutes, signInRoutes } from "./sign-in.ts"

export const routesOf = (parts: Parts): readonly Route[] => [
  ...signInRoutes(parts),
  ...joinRoutes(parts),
  ...meRoutes(parts),
  ...userRoutes(parts),
  ...boardRoutes(parts),
  ...memberRoutes(parts),
  ...mailRoutes(parts),
  ...pinRoutes(parts),
  ...linkRoutes(parts),
  ...screenRoutes(parts),
  ...ledgerRoutes(parts),
  ...feedRoutes(parts),
  ...sealedLedgerRoutes(parts),
  ...importRoutes(parts),
  ...exportRoutes(parts),
]

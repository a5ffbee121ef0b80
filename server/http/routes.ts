/** The whole API in one table: start here. Each line is a file of its own beside this one. */

import { askRoutes } from "./asks.ts"
import { boardRoutes } from "./boards.ts"
import { erasureRoutes } from "./erasures.ts"
import { exportRoutes } from "./exports.ts"
import { feedRoutes } from "./feed.ts"
import { importRoutes } from "./imports.ts"
import { ledgerRoutes } from "./ledger.ts"
import { joinRoutes, linkRoutes } from "./links.ts"
import { mailRoutes } from "./mail.ts"
import { numbersRoutes } from "./numbers.ts"
import type { Parts } from "./parts.ts"
import { memberRoutes, userRoutes } from "./people.ts"
import { pinRoutes } from "./pins.ts"
import type { Route } from "./route.ts"
import { screenRoutes } from "./screens.ts"
import { sealedLedgerRoutes } from "./sealed-ledger.ts"
import { sharedScreenRoutes } from "./shared-screens.ts"
import { meRoutes, signInRoutes } from "./sign-in.ts"

export const routesOf = (parts: Parts): readonly Route[] => [
  ...signInRoutes(parts),
  ...joinRoutes(parts),
  ...meRoutes(parts),
  ...mailRoutes(parts),
  ...pinRoutes(parts),
  ...userRoutes(parts),
  ...boardRoutes(parts),
  ...memberRoutes(parts),
  ...linkRoutes(parts),
  ...screenRoutes(parts),
  ...sharedScreenRoutes(parts),
  ...askRoutes(parts),
  ...ledgerRoutes(parts),
  ...erasureRoutes(parts),
  ...feedRoutes(parts),
  ...sealedLedgerRoutes(parts),
  ...numbersRoutes(parts),
  ...importRoutes(parts),
  ...exportRoutes(parts),
]

import { INCIDENT_DESK } from "./incident-desk.ts"
import { KITCHEN_PASS } from "./kitchen-pass.ts"
import { ORDER_FULFILMENT } from "./order-fulfilment.ts"
import { PLAIN_KANBAN } from "./plain-kanban.ts"
import { PRODUCT_TEAM } from "./product-team.ts"
import type { Template } from "./template.ts"
import { WARD_SHIFT } from "./ward-shift.ts"

/** The templates in the order in which people are offered them. */
export const TEMPLATES: readonly Template[] = [
  PRODUCT_TEAM,
  WARD_SHIFT,
  ORDER_FULFILMENT,
  INCIDENT_DESK,
  KITCHEN_PASS,
  PLAIN_KANBAN,
]

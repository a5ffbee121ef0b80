import { Loader } from "@mantine/core"
import { common } from "../words/en/common.ts"
import classes from "./states.module.css"

export function LoadingState({ label = common.loading }: { label?: string }) {
  return (
    <div className={classes.state} role="status">
      <Loader aria-hidden="true" />
      <p className={classes.words}>{label}</p>
    </div>
  )
}

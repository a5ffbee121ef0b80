import { Button } from "@mantine/core"
import { common } from "../words/en/common.ts"
import classes from "./huddle.module.css"
import { useAtTheWheel } from "./useSteering.ts"

/** The relay's no stays until it is read. */
export function Problem() {
  const { problem, forget } = useAtTheWheel()
  if (problem === "") return null
  return (
    <div className={classes.problem} role="alert">
      <p>{problem}</p>
      <Button variant="default" onClick={forget}>
        {common.close}
      </Button>
    </div>
  )
}

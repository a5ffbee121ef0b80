import { Button, Progress } from "@mantine/core"
import { common } from "../words/en/common.ts"
import { imports as words } from "../words/en/import.ts"
import classes from "./import-screen.module.css"
import type { ImportProgress } from "./run-import.ts"

interface StepProgressProps {
  readonly label: string
  readonly help?: string
  readonly progress: ImportProgress | undefined
  readonly onCancel: () => void
}

export function StepProgress({ label, help, progress, onCancel }: StepProgressProps) {
  const isReading = progress !== undefined && progress.total > 0 && progress.done < progress.total
  const percent = progress === undefined || progress.total === 0 ? 0 : (100 * progress.done) / progress.total
  const said =
    progress === undefined ? words.uploading : isReading ? words.progress(progress.done, progress.total) : words.writing
  return (
    <section className={classes.progress} aria-busy="true">
      <p className={classes.progressLabel} role="status">
        {label}
      </p>
      <Progress.Root size="lg">
        <Progress.Section
          value={isReading ? percent : 100}
          animated={!isReading}
          striped={!isReading}
          // Its own attributes would read out "100%" while nobody knows how far it is.
          withAria={false}
          role="progressbar"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuetext={said}
          {...(isReading ? { "aria-valuenow": Math.round(percent) } : {})}
        />
      </Progress.Root>
      <p className={classes.progressWords}>
        <span>{said}</span>
        {help && <span>{help}</span>}
      </p>
      <Button variant="default" onClick={onCancel}>
        {common.cancel}
      </Button>
    </section>
  )
}

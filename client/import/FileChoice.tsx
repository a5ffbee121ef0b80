import { Button, NativeSelect } from "@mantine/core"
import { IconFileText } from "@tabler/icons-react"
import type { ImportFormat } from "../../shared/import/seed.ts"
import { imports as words } from "../words/en/import.ts"
import classes from "./import-screen.module.css"
import type { Chosen } from "./import-state.ts"

const FORMATS = Object.keys(words.formats) as ImportFormat[]

interface FileChoiceProps extends Chosen {
  readonly isLocked: boolean
  readonly onFormat: (format: ImportFormat) => void
  readonly onAnother: () => void
}

/** The file that was chosen, and what it is taken for. */
export function FileChoice({ file, format, isDetected, isLocked, onFormat, onAnother }: FileChoiceProps) {
  const help = format === undefined ? words.notDetected : isDetected ? words.detected(words.formats[format]) : undefined
  return (
    <div className={classes.choice}>
      <div className={classes.file}>
        <IconFileText size={28} stroke={1.4} aria-hidden="true" />
        <div>
          <p className={classes.fileName}>{file.name}</p>
          <p className={classes.fileSize}>{words.size(file.size)}</p>
        </div>
        <Button variant="default" size="xs" onClick={onAnother} disabled={isLocked}>
          {words.another}
        </Button>
      </div>
      <NativeSelect
        label={words.format}
        description={help}
        value={format ?? ""}
        disabled={isLocked}
        onChange={(event) => onFormat(event.currentTarget.value as ImportFormat)}
        data={[
          ...(format === undefined ? [{ value: "", label: "—", disabled: true }] : []),
          ...FORMATS.map((value) => ({ value, label: words.formats[value] })),
        ]}
      />
    </div>
  )
}

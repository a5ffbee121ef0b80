import { Button } from "@mantine/core"
import { IconFileImport } from "@tabler/icons-react"
import { type DragEvent, useRef, useState } from "react"
import { imports as words } from "../words/en/import.ts"
import classes from "./import-screen.module.css"

const ACCEPT = ".json,.csv,.tsv,.txt,application/json,text/csv"

/** A place to drop a file, and a button for everybody else. */
export function FileDrop({ onChoose }: { onChoose: (file: File) => void }) {
  const [isOver, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const take = (file: File | null | undefined) => {
    if (file) onChoose(file)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  const onDragOver = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same.
    <div
      className={classes.drop}
      data-over={isOver}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <IconFileImport size={40} stroke={1.4} aria-hidden="true" />
      <p className={classes.dropWords}>
        {isOver ? (
          words.dropHere
        ) : (
          <>
            <Button onClick={() => input.current?.click()} aria-describedby="import-accepts">
              {words.choose}
            </Button>
            <span>{words.drop}</span>
          </>
        )}
      </p>
      <p id="import-accepts" className={classes.accepts}>
        {words.accepts}
        <br />
        {words.howTrello}
      </p>
      <input
        ref={input}
        type="file"
        accept={ACCEPT}
        hidden
        onChange={(event) => take(event.currentTarget.files?.[0])}
      />
    </div>
  )
}

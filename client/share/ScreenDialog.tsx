/** "Put this board on a screen": how large it is, how far away people stand, and the link that the screen opens. */
import { Button, Switch, TextInput } from "@mantine/core"
import { useState } from "react"
import type { NewShareLink } from "../../shared/wire/http.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { letterSizes } from "../kiosk/letters.ts"
import { rowsAtATime } from "../kiosk/pages.ts"
import { CopyField } from "../ui/CopyField.tsx"
import { Dialog } from "../ui/Dialog.tsx"
import { FormProblem } from "../ui/FormProblem.tsx"
import { useForm } from "../ui/useForm.ts"
import { kiosk } from "../words/en/kiosk.ts"
import { QrCode } from "./QrCode.tsx"
import classes from "./share.module.css"
import { linksApi } from "./share-api.ts"

const words = kiosk.putOnScreen
/** What TVs show, whatever their size. */
const TV_PIXELS = { width: 1920, height: 1080 }
const SIZES = { least: 5, most: 200 }
const DISTANCES = { least: 0.3, most: 30 }

interface ScreenDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
}

export function ScreenDialog({ opened, onClose }: ScreenDialogProps) {
  const [made, setMade] = useState<NewShareLink>()
  return (
    <Dialog opened={opened} onClose={onClose} title={words.title} size="lg">
      {made ? <MadeScreen link={made} /> : <ScreenForm onMade={setMade} />}
    </Dialog>
  )
}

function ScreenForm({ onMade }: { onMade: (link: NewShareLink) => void }) {
  const { boardId } = useBoardSession()
  const [isPrivate, setPrivate] = useState(true)
  const form = useForm({
    initial: { label: "", size: "55", distance: "4", from: "", until: "" },
    check: ({ size, distance, from, until }) => ({
      until: (from === "") === (until === "") ? undefined : words.needBothTimes,
      size: isBetween(size, SIZES) ? undefined : words.needSize,
      distance: isBetween(distance, DISTANCES) ? undefined : words.needDistance,
    }),
    async submit({ label, size, distance, from, until }) {
      const quiet = from === "" ? {} : { quiet: { from, until } }
      const screen = { diagonalInches: numberOf(size), distanceMetres: numberOf(distance), isPrivate, ...quiet }
      onMade(await linksApi(boardId).create({ role: "kiosk", label: label.trim(), screen }))
    },
  })
  const { size, distance } = form.values
  return (
    <form className={classes.form} onSubmit={form.onSubmit} noValidate>
      <p className={classes.note}>{words.words}</p>
      <TextInput {...form.field("label")} label={words.name} description={words.nameHelp} maxLength={200} />
      <div className={classes.fields}>
        <TextInput {...form.field("size")} className={classes.grow ?? ""} label={words.size} inputMode="decimal" />
        <TextInput
          {...form.field("distance")}
          className={classes.grow ?? ""}
          label={words.distance}
          inputMode="decimal"
        />
      </div>
      {isBetween(size, SIZES) && isBetween(distance, DISTANCES) && (
        <p className={classes.soft} role="status">
          {roomWords(numberOf(size), numberOf(distance))}
        </p>
      )}
      <Switch
        label={words.private}
        description={words.privateHelp}
        checked={isPrivate}
        onChange={(event) => setPrivate(event.currentTarget.checked)}
      />
      <div className={classes.fields}>
        <TextInput {...form.field("from")} className={classes.grow ?? ""} label={words.quietFrom} type="time" />
        <TextInput {...form.field("until")} className={classes.grow ?? ""} label={words.quietUntil} type="time" />
      </div>
      <p className={classes.soft}>{words.quietHelp}</p>
      <FormProblem problem={form.problem} />
      <Button type="submit" loading={form.isBusy} mt="sm">
        {words.create}
      </Button>
    </form>
  )
}

function MadeScreen({ link: { url, screenCode } }: { link: NewShareLink }) {
  return (
    <div className={classes.form} role="status">
      <CopyField label={words.made} description={words.madeHelp} value={url} />
      <div className={classes.screenWays}>
        <QrCode text={url} label={words.qr} />
        {screenCode && (
          <div>
            <p className={classes.note}>{words.code(`${location.host}/tv`)}</p>
            <p className={classes.screenCode}>{screenCode.code}</p>
            <p className={classes.soft}>{words.codeHelp}</p>
          </div>
        )}
      </div>
      <p className={classes.soft}>{words.revokeHelp}</p>
    </div>
  )
}

function roomWords(diagonalInches: number, distanceMetres: number): string {
  const rows = rowsAtATime(letterSizes({ diagonalInches, distanceMetres }, TV_PIXELS), TV_PIXELS)
  return rows < 2 ? words.tooSmall : words.rows(rows)
}

const numberOf = (text: string): number => Number(text.trim().replace(",", "."))
const isBetween = (text: string, { least, most }: { readonly least: number; readonly most: number }): boolean =>
  text.trim() !== "" && numberOf(text) >= least && numberOf(text) <= most

import { ActionIcon, Button, FileButton, Menu } from "@mantine/core"
import { IconCopy, IconDots, IconDownload, IconFileImport, IconPlus, IconRotate, IconX } from "@tabler/icons-react"
import type { HandoffTemplate } from "../../../shared/handoff/template.ts"
import { retireTemplate } from "../../../shared/handoff/template-edit.ts"
import { readTemplateFile, writeTemplateFile } from "../../../shared/handoff/template-file.ts"
import { allTemplatesOf } from "../../../shared/handoff/templates/templates.ts"
import { useMe, useMeta } from "../../hooks/useBoard.ts"
import { toast } from "../../ui/toast.ts"
import { templates as words } from "../../words/en/templates.ts"
import classes from "../board-settings.module.css"
import { useBoardEdits } from "../useBoardEdits.ts"
import { copyOf, type Editing, editOf, isLost, newTemplate, type Saved } from "./editing.ts"
import own from "./templates.module.css"

interface TemplateSettingsProps {
  readonly saved: Saved | undefined
  readonly onEdit: (editing: Editing) => void
}

/** The templates that a board hands over with. */
export function TemplateSettings({ saved, onEdit }: TemplateSettingsProps) {
  const meta = useMeta()
  const isLead = useMe()?.role === "lead"
  const all = allTemplatesOf(meta)
  const read = async (file: File | null) => {
    if (!file) return
    const found = await contentOf(file)
    if (found === undefined) return toast.problem(words.file.unreadable)
    const template = readTemplateFile(found)
    if (template.ok) return onEdit(copyOf(template.value, all, template.value.name))
    const { error } = template
    toast.problem(error.kind === "bad-part" ? words.file.bad(error.path) : words.file[error.kind])
  }
  return (
    <section className={classes.section} aria-labelledby="settings-templates">
      <h3 id="settings-templates" className={classes.heading}>
        {words.title}
      </h3>
      <p className={classes.note}>{isLead ? words.intro : `${words.intro} ${words.onlyLeads}`}</p>
      {saved && isLost(meta, saved) && (
        <div role="alert" className={own.alert}>
          <p>{words.lost(saved.template.name)}</p>
          <Button size="compact-sm" variant="default" onClick={() => onEdit(saved.editing)}>
            {words.openAgain}
          </Button>
        </div>
      )}
      <ul className={classes.rows}>
        {all.map((template) => (
          <TemplateRow key={template.id} {...{ template, all, isLead, onEdit }} isOwn={`t:${template.id}` in meta} />
        ))}
      </ul>
      {isLead && (
        <div className={classes.row}>
          <Button
            variant="light"
            leftSection={<IconPlus size={16} aria-hidden="true" />}
            onClick={() => onEdit(newTemplate(all))}
          >
            {words.create}
          </Button>
          <FileButton
            accept="application/json,.json"
            onChange={(file) => void read(file)}
            inputProps={{ "aria-label": words.fileLabel }}
          >
            {(button) => (
              <Button {...button} variant="default" leftSection={<IconFileImport size={16} aria-hidden="true" />}>
                {words.open}
              </Button>
            )}
          </FileButton>
        </div>
      )}
    </section>
  )
}

async function contentOf(file: File): Promise<string | undefined> {
  try {
    return await file.text()
  } catch {
    // Gone, or not ours to read: the caller says so.
    return undefined
  }
}

interface TemplateRowProps {
  readonly template: HandoffTemplate
  readonly all: readonly HandoffTemplate[]
  readonly isLead: boolean
  readonly isOwn: boolean
  readonly onEdit: (editing: Editing) => void
}

function TemplateRow({ template, all, isLead, isOwn, onEdit }: TemplateRowProps) {
  const { name, description, version, fields, retired } = template
  const facts = [isOwn ? words.own : words.builtIn, words.version(version), words.fieldCount(fields.length)]
  return (
    <li className={own.template} data-retired={retired}>
      <div className={own.what}>
        <strong>{name}</strong>
        <span>{description}</span>
        <span className={own.facts}>{[...(retired ? [words.retired] : []), ...facts].join(" · ")}</span>
      </div>
      {isLead && (
        <div className={own.tools}>
          <Button
            size="compact-sm"
            variant="light"
            aria-label={words.editOf(name)}
            data-edit={template.id}
            onClick={() => onEdit(editOf(template))}
          >
            {words.edit}
          </Button>
          <RowMenu template={template} onCopy={() => onEdit(copyOf(template, all, words.copyName(name)))} />
        </div>
      )}
    </li>
  )
}

function RowMenu({ template, onCopy }: { template: HandoffTemplate; onCopy: () => void }) {
  const { apply } = useBoardEdits()
  const { id, name, retired } = template
  const retire = (isRetired: boolean) => apply((meta) => retireTemplate(meta, id, isRetired))
  return (
    <Menu width={220} position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words.more(name)}>
          <IconDots size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={onCopy}>
          {words.copy}
        </Menu.Item>
        <Menu.Item leftSection={<IconDownload size={16} />} onClick={() => download(template)}>
          {words.download}
        </Menu.Item>
        <Menu.Item
          leftSection={retired ? <IconRotate size={16} /> : <IconX size={16} />}
          onClick={() => {
            retire(!retired)
            if (!retired) toast.undo(words.retiredSaid(name), () => retire(false))
          }}
        >
          {retired ? words.bringBack : words.retire}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function download(template: HandoffTemplate): void {
  const url = URL.createObjectURL(new Blob([writeTemplateFile(template)], { type: "application/json" }))
  const link = document.createElement("a")
  link.href = url
  link.download = `${template.id}.handoff-template.json`
  link.click()
  URL.revokeObjectURL(url)
}

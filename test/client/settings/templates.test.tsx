// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest"
import { BoardSettings } from "../../../client/settings/BoardSettings.tsx"
import { saveTemplate } from "../../../shared/handoff/template-edit.ts"
import { FOUR_W } from "../../../shared/handoff/templates/four-w.ts"
import { templateFor, templatesOf } from "../../../shared/handoff/templates/templates.ts"
import { button, doing, field, press, show, type } from "../card/support/show.tsx"
import { signIn, stage } from "../handoff/support/stage.tsx"

const page = () => document.body.textContent ?? ""
const NAME = FOUR_W.name

let session: ReturnType<typeof stage>
const standing = () => templateFor(session.model.meta(), "four-w")!

beforeEach(async () => {
  session = stage()
  await show(session, <BoardSettings opened onClose={() => {}} />)
})

const opened = () => press(`Change ${NAME}`)
/** Somebody else saves the same template. */
const meanwhile = (patch: Partial<typeof FOUR_W>) =>
  doing(() => session.remote(saveTemplate(session.model.meta(), { ...standing(), ...patch }), "user:bo"))

describe("[R08] a board’s handoff templates", () => {
  it("are saved as the next version, and the one before stays", async () => {
    await opened()
    expect((button("Save as version 2") as HTMLButtonElement).disabled).toBe(true)
    await type(field("Name"), "Ours")
    await press("Save as version 2")
    expect(standing()).toMatchObject({ version: 2, name: "Ours" })
    expect(templateFor(session.model.meta(), "four-w@1")?.name).toBe(NAME)
    expect(page()).toContain("of this board · version 2")
  })

  it("take fields on, off, and in another order", async () => {
    await opened()
    await type(field("Name of the new field"), "Budget")
    expect(document.querySelector("form form"), "a browser would leave the page").toBeNull()
    await press("Add a field")
    expect(field("Name of the field").value).toBe("Budget")
    await press("Take off Not part of it")
    await press("What you pass on: up")
    await press("Save as version 2")
    const labels = standing().fields.map(({ label }) => label)
    expect(labels.slice(0, 2)).toEqual(["What you pass on", "Who is part of it"])
    expect(labels).toContain("Budget")
    expect(labels).not.toContain("Not part of it")
  })

  it("cannot be saved with a hole, which is named", async () => {
    await opened()
    await type(field("Name"), " ")
    await press("Change the field By when")
    await doing(() => {
      const select = field<HTMLSelectElement>("Kind")
      select.value = "choice"
      select.dispatchEvent(new Event("change", { bubbles: true }))
    })
    expect(page()).toContain("give the template a name")
    expect(page()).toContain("say what can be chosen under “By when”")
    expect((button("Save as version 2") as HTMLButtonElement).disabled).toBe(true)
  })

  it("merge what somebody else saved meanwhile in another place", async () => {
    await opened()
    await type(field("Name"), "Ours")
    await meanwhile({ standByMinutes: 45 })
    expect(page()).toContain("Somebody saved version 2 meanwhile.")
    await press("Save as version 3")
    expect(standing()).toMatchObject({ version: 3, name: "Ours", standByMinutes: 45 })
  })

  it("ask when both changed one thing, and lose neither", async () => {
    await opened()
    await type(field("Name"), "Mine")
    await type(field("What it is for"), "For all of us.")
    await meanwhile({ name: "Theirs" })
    await press("Save as version 3")
    expect(page()).toContain("You and somebody else changed the same thing:the name")
    expect(field("Name").value).toBe("Theirs")
    expect(field("What it is for").value).toBe("For all of us.")
    await press("Use mine for these")
    await press("Save as version 3")
    expect(standing()).toMatchObject({ version: 3, name: "Mine", description: "For all of us." })
    expect(templateFor(session.model.meta(), "four-w@2")?.name).toBe("Theirs")
  })

  it("[E9] say when somebody else’s came first at the same moment, and keep mine", async () => {
    await opened()
    await type(field("Name"), "Mine")
    await press("Save as version 2")
    const theirs = saveTemplate({}, { ...FOUR_W, name: "Theirs" })
    await doing(() => session.remote(theirs, "user:bo"))
    expect(page()).toContain("theirs came first")
    await press("Open mine again")
    expect(field("Name").value).toBe("Mine")
  })

  it("go out of use and come back", async () => {
    await press(`More for ${NAME}`)
    await press("Take out of use")
    expect(templatesOf(session.model.meta()).map(({ id }) => id)).not.toContain("four-w")
    expect(page()).toContain("not in use")
    await press(`More for ${NAME}`)
    await press("Bring back into use")
    expect(standing()).toEqual(FOUR_W)
  })

  it("are copied under a name of their own", async () => {
    await press(`More for ${NAME}`)
    await press("Make a copy")
    expect(field("Name").value).toBe(`${NAME} (copy)`)
    await press("Save")
    expect(templatesOf(session.model.meta()).at(-1)).toMatchObject({ version: 1, fields: FOUR_W.fields })
    expect(standing()).toEqual(FOUR_W)
  })

  it("keep what was not saved when the dialog is closed meanwhile", async () => {
    await opened()
    await type(field("Name"), "Half a name")
    await show(session, <BoardSettings opened onClose={() => {}} />)
    expect(field("Name").value).toBe("Half a name")
  })
})

describe("who is no lead", () => {
  it("[P2] reads the templates and changes none", async () => {
    await signIn(session, "user:bo")
    expect(page()).toContain("Only leads change these.")
    expect(() => button(`Change ${NAME}`)).toThrow()
  })
})

/** Sheets, signatures, the board itself and who may come in, told in sentences. Reads on from card-activity. */
const quoted = (text: string) => `“${text}”`
const said = (text: string | undefined) => (text ? `: ${quoted(text)}` : "")

export const promiseActivity = {
  handoffs: {
    created: (who: string) => `${who} began to prepare a handoff`,
    announced: (who: string, to: string) => `${who} announced a handoff to ${to}`,
    offered: (who: string, to: string, severity: string) =>
      severity === "" || severity === "routine"
        ? `${who} offered it to ${to}`
        : `${who} offered it to ${to} (${severity})`,
    seen: (who: string) => `${who} opened the brief`,
    questioned: (who: string, text: string | undefined) => `${who} asked${said(text)}`,
    answered: (who: string, text: string | undefined) => `${who} answered${said(text)}`,
    accepted: (
      who: string,
      readBack: string | undefined,
      answers: readonly (readonly [label: string, text: string])[],
    ) =>
      [
        `${who} accepted it and is accountable${readBack ? `, and read back${said(readBack)}` : ""}`,
        ...answers.map(([label, text]) => `${label}${said(text)}`),
      ].join(" · "),
    confirmed: (who: string) => `${who} confirmed the read-back`,
    corrected: (who: string, text: string | undefined) => `${who} corrected the read-back${said(text)}`,
    readAgain: (who: string, text: string | undefined) => `${who} read it back again${said(text)}`,
    added: (who: string, text: string | undefined) => `${who} added what was missed${said(text)}`,
    acknowledged: (who: string) => `${who} acknowledged what was added or changed`,
    backedUp: (who: string) => `${who} stands by as backup`,
    watched: (who: string) => `${who} watches this handoff`,
    steppedAside: (who: string) => `${who} no longer stands by or watches`,
    declined: (who: string, reason: string | undefined) => `${who} declined the offer${said(reason)}`,
    returned: (who: string, reason: string | undefined) => `${who} returned the offer${said(reason)}`,
    sentBack: (who: string, reason: string | undefined) => `${who} sent it back after accepting it${said(reason)}`,
    withdrawn: (who: string, reason: string | undefined) => `${who} withdrew the handoff${said(reason)}`,
    reminded: "The read-back still waits to be confirmed",
    reassigned: (who: string, to: string) => `${who} offered it anew, to ${to}`,
    takenOver: (who: string, reason: string | undefined) => `${who} took it over and is accountable${said(reason)}`,
    finished: (who: string) => `${who} said that it is done`,
    verified: (who: string) => `${who} verified the outcome`,
    recalled: (who: string, reason: string | undefined) => `${who} took it up again${said(reason)}`,
    cancelled: (who: string, reason: string | undefined) => `${who} ended the handoff as not needed${said(reason)}`,
  },
  expired: (level: number) =>
    level <= 1
      ? "Nobody accepted the offer in time; it stays open"
      : `Still nobody accepted the offer: more people were told (step ${level})`,
  to: {
    nobody: "nobody yet",
    role: (name: string) => `anybody in ${name}`,
    lane: (name: string) => `the lane ${name}`,
    gone: "somebody who is not here any more",
  },
  sheetChanged: (who: string, what: string) => `${who} changed the brief: ${what}`,
  sheetSides: (who: string, what: string, from: string, to: string) =>
    `${who} changed the brief: ${what} from ${from} to ${to}`,
  sheetFields: { to: "to whom", severity: "the severity", due: "needed by", next: "the very next step" } as Readonly<
    Record<string, string>
  >,
  aSheetField: "a field",
  empty: "empty",
  lineTicked: (who: string, line: string) => `${who} ticked ${line}`,
  lineOpened: (who: string, line: string) => `${who} took the tick off ${line}`,
  lineNotApplicable: (who: string, line: string, why: string) => `${who} said that ${line} does not apply: ${why}`,
  lineTakenOff: (who: string, line: string, why: string) => `${who} took ${line} off the sheet: ${why}`,
  signed: (who: string, check: string, role: string) => `${who} signed ${check} as ${role}`,
  unsigned: (who: string, check: string) => `${who} took their name off ${check}`,
  voided: (check: string) => `The words of ${check} changed: the names under it were taken off`,
  overridden: (who: string, lane: string, reason: string | undefined) =>
    `${who} overrode the gate and let it through to ${lane}${said(reason)}`,
  asked: (who: string, check: string, role: string) => `${who} asked ${role} to sign ${check}`,
  boardArchived: (who: string) => `${who} archived the board`,
  boardRestored: (who: string) => `${who} put the board back into use`,
  boardRoles: { lead: "lead", member: "member", viewer: "viewer", kiosk: "wall display" } as Readonly<
    Record<string, string>
  >,
  memberAdded: (who: string, person: string, role: string) => `${who} let ${person} in as ${role}`,
  memberChanged: (who: string, person: string, role: string) => `${who} made ${person} ${role}`,
  memberRemoved: (who: string, person: string) => `${who} took ${person} off the board`,
  linkCreated: (who: string, role: string) => `${who} made a link that lets people in as ${role}`,
  screenShared: (who: string) => `${who} turned a browser into a shared screen`,
  linkRevoked: (who: string) => `${who} revoked a link`,
  settings: {
    label: (who: string, name: string, was: string) => definition(who, "label", name, was),
    field: (who: string, name: string, was: string) => definition(who, "field", name, was),
    role: (who: string, name: string, was: string) => definition(who, "crew role", name, was),
    template: (who: string, name: string, was: string) => definition(who, "handoff template", name, was),
  },
}

function definition(who: string, what: string, name: string, was: string): string {
  if (was === "") return `${who} added the ${what} ${quoted(name)}`
  if (name === "") return `${who} removed the ${what} ${quoted(was)}`
  return was === name
    ? `${who} changed the ${what} ${quoted(name)}`
    : `${who} renamed the ${what} ${quoted(was)} to ${quoted(name)}`
}

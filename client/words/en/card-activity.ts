/** What happened to a card, told in sentences. */
const quoted = (text: string) => `“${text}”`

export const cardActivity = {
  quoted,
  somethingErased: "something (its words were erased)",
  created: (who: string, title: string | undefined) =>
    title ? `${who} created this card as ${quoted(title)}` : `${who} created this card`,
  removed: (who: string) => `${who}’s new card was taken back`,
  archived: (who: string) => `${who} archived this card`,
  restored: (who: string) => `${who} put this card back on the board`,
  blocked: (who: string, reason: string) => `${who} marked this card as blocked: ${quoted(reason)}`,
  blockedNow: (who: string, from: string, to: string) =>
    `${who} changed why it is blocked from ${quoted(from)} to ${quoted(to)}`,
  unblocked: (who: string, reason: string | undefined) =>
    reason ? `${who} cleared the block ${quoted(reason)}` : `${who} cleared the block`,
  ticked: (who: string, check: string) => `${who} ticked ${check}`,
  unticked: (who: string, check: string) => `${who} unticked ${check}`,
  aCheck: "a checklist item",
  moved: (who: string, from: string | undefined, to: string) =>
    from ? `${who} moved it from ${from} to ${to}` : `${who} moved it to ${to}`,
  overLimit: (told: string) => `${told}, which was full already`,
  movedBefore: (who: string, from: string, to: string) => `${who} moved it from ${from} to ${to}, before the import`,
  reordered: (who: string, lane: string) => `${who} moved it up or down in ${lane}`,
  aLane: "another lane",
  retitled: (who: string, from: string, to: string) => `${who} renamed it from ${quoted(from)} to ${quoted(to)}`,
  titled: (who: string, to: string) => `${who} named it ${quoted(to)}`,
  changed: (who: string, what: string, from: string, to: string) => `${who} changed ${what} from ${from} to ${to}`,
  set: (who: string, what: string, to: string) => `${who} set ${what} to ${to}`,
  cleared: (who: string, what: string, from: string) => `${who} cleared ${what} (it was ${from})`,
  edited: (who: string, what: string) => `${who} edited ${what}`,
  title: "the title",
  next: "the next step",
  due: "the due date",
  severity: "the severity",
  severities: { routine: "routine", watch: "watch", critical: "critical" },
  description: "the description",
  aField: "a field",
  labelled: (who: string, label: string) => `${who} added the label ${quoted(label)}`,
  unlabelled: (who: string, label: string) => `${who} took off the label ${quoted(label)}`,
  aLabel: "a label",
  crewSet: (who: string, role: string, person: string) => `${who} put ${person} on the crew as ${role}`,
  crewChanged: (who: string, role: string, from: string, to: string) =>
    `${who} changed the crew’s ${role} from ${from} to ${to}`,
  crewCleared: (who: string, role: string, person: string) => `${who} took ${person} off the crew as ${role}`,
  aRole: "a role",
  listAdded: (who: string, name: string) => `${who} added the checklist ${quoted(name)}`,
  listRenamed: (who: string, from: string, to: string) =>
    `${who} renamed the checklist ${quoted(from)} to ${quoted(to)}`,
  listMoved: (who: string, name: string) => `${who} moved the checklist ${quoted(name)}`,
  listRemoved: (who: string, name: string) => `${who} removed the checklist ${quoted(name)}`,
  checkAdded: (who: string, text: string) => `${who} added the item ${quoted(text)}`,
  checkChanged: (who: string, from: string, to: string) => `${who} changed the item ${quoted(from)} to ${quoted(to)}`,
  checkMoved: (who: string, text: string) => `${who} moved the item ${quoted(text)}`,
  checkRoles: (who: string, text: string, roles: string) =>
    roles
      ? `${who} made ${quoted(text)} need a signature by ${roles}`
      : `${who} made ${quoted(text)} need no signature`,
  checkRemoved: (who: string, text: string) => `${who} removed the item ${quoted(text)}`,
  linkAdded: (who: string, link: string) => `${who} linked the record ${link}`,
  linkChanged: (who: string, from: string, to: string) => `${who} changed the record ${from} to ${to}`,
  linkRemoved: (who: string, link: string) => `${who} took off the link to ${link}`,
  laneCreated: (who: string, name: string) => `${who} added the lane ${quoted(name)}`,
  laneRemoved: (who: string) => `${who}’s new lane was taken back`,
  laneArchived: (who: string, lane: string) => `${who} archived the lane ${lane}`,
  laneRestored: (who: string, lane: string) => `${who} put the lane ${lane} back`,
  laneRenamed: (who: string, from: string, to: string) => `${who} renamed the lane ${quoted(from)} to ${quoted(to)}`,
  laneMoved: (who: string, lane: string) => `${who} moved the lane ${lane}`,
  laneEdited: (who: string, lane: string) => `${who} changed the settings of the lane ${lane}`,
  boardEdited: (who: string) => `${who} changed the board’s settings`,
  boardRenamed: (who: string, from: string, to: string) =>
    `${who} renamed the board from ${quoted(from)} to ${quoted(to)}`,
  sheetCreated: (who: string) => `${who} began a handoff sheet`,
  sheetRemoved: (who: string) => `${who}’s handoff sheet was taken back`,
  sheetEdited: (who: string) => `${who} edited a handoff sheet`,
  taken: (who: string) => `${who} took it and is accountable`,
  released: (who: string, from: string, reason: string | undefined) =>
    `${who === from ? `${who} put it down` : `${who} put it down for ${from}`}${reason ? `: ${quoted(reason)}` : ""}`,
  commented: (who: string, text: string | undefined) =>
    text ? `${who} commented: ${quoted(text)}` : `${who} commented`,
  commentEdited: (who: string) => `${who} edited a comment`,
  commentRemoved: (who: string) => `${who} removed a comment`,
  unknown: (who: string, what: string) => `${who}: ${what}`,
}

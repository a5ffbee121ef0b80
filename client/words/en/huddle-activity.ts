/** What happens in a huddle, told in sentences. Reads on from card-activity. */
const quoted = (text: string | undefined) => (text ? `: “${text}”` : "")

export const huddleActivity = {
  started: (who: string) => `${who} started a huddle`,
  stepped: (who: string, step: string) => `${who} went on to “${step}” in the huddle`,
  spotlit: (who: string) => `${who} put a card into the huddle’s spotlight`,
  unlit: (who: string) => `${who} took the card out of the huddle’s spotlight`,
  parked: (who: string, people: string) =>
    people === "" ? `${who} parked it for after the huddle` : `${who} parked it for after the huddle, with ${people}`,
  extended: (who: string) => `${who} gave the huddle half a minute more`,
  rolled: {
    present: (who: string, role: string) => `${who} answered the roll call: ${role} is here`,
    absent: (who: string, role: string) => `${who} answered the roll call: ${role} is missing`,
    represented: (who: string, role: string, person: string) =>
      `${who} answered the roll call: ${person} stands in for ${role}`,
  },
  joined: (who: string) => `${who} joined the huddle`,
  left: (who: string) => `${who} left the huddle`,
  decided: (who: string, text: string | undefined) => `${who} noted a decision${quoted(text)}`,
  taken: (who: string) => `${who} took the wheel of the huddle`,
  takenFrom: (who: string, from: string) => `${who} took the wheel of the huddle from ${from}`,
  handedOver: (who: string, to: string) => `${who} handed the wheel of the huddle to ${to}`,
  freed: (who: string) => `${who} let the wheel of the huddle go`,
  freedFor: (driver: string) => `${driver} was gone: the wheel of the huddle is free`,
  closed: (who: string) => `${who} ended the huddle`,
  closedByRelay: "The huddle was ended: nothing had happened in it for hours",
  acted: (who: string, person: string, due: string, text: string | undefined) =>
    `${who} noted an action for ${person} by ${due}${quoted(text)}`,
  done: (who: string) => `${who} marked an action as done`,
  carried: (who: string, reason: string | undefined) => `${who} carried an action on${quoted(reason)}`,
  escalated: (who: string, reason: string | undefined) => `${who} escalated an action${quoted(reason)}`,
  kept: (who: string) => `${who} kept an action with the crew after all`,
  dropped: (who: string, reason: string | undefined) => `${who} dropped an action${quoted(reason)}`,
  reopened: (who: string) => `${who} took an action up again`,
  notes: (who: string) => `${who} wrote in the notes of a huddle`,
  stepSet: (who: string, step: string) => `${who} changed “${step}” in the huddle’s agenda`,
  nextHuddle: (who: string, at: string) => `${who} set the next huddle to ${at}`,
  noNextHuddle: (who: string) => `${who} took away the time of the next huddle`,
}

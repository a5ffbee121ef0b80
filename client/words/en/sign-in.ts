import { plural } from "../plural.ts"

const MIN_PASSWORD = 10

/** Words of getting in: set-up, sign-in, share links, invitations. */
export const signIn = {
  login: "Sign-in name",
  loginHelp: "An e-mail address or any name without spaces",
  name: "Your name",
  nameHelp: "As your team knows you",
  password: "Password",
  newPassword: "Password",
  newPasswordHelp: `At least ${MIN_PASSWORD} characters; a few words are better than symbols`,
  needLogin: "Type your sign-in name.",
  noSpaces: "A sign-in name has no spaces.",
  needName: "Type your name.",
  needPassword: "Type your password.",
  shortPassword: (missing: number) =>
    `${plural(missing, "more character", "more characters")}, please: at least ${MIN_PASSWORD}.`,
  longPassword: "That is longer than 200 characters.",

  signInTitle: "Sign in",
  signInButton: "Sign in",
  wrongCredentials: "This name and password do not belong together.",
  waitButton: (seconds: number) => `Wait ${seconds} s`,
  noAccount: "No account? Ask your board’s lead for a link, or the owner of this server for an invitation.",
  whySignedOut: {
    left: "You are signed out.",
    ended: "Your session has ended. Sign in to go on.",
    "guest-ended": "Your access has ended: the link by which you came was revoked or has expired. Ask for a new one.",
  },
  goOn: "Sign in to go on where you were.",

  setUpTitle: "Set up Throughline",
  setUpWords: "You are the first one here. This account owns the server: it can invite people and see every board.",
  setUpButton: "Create account",
  setUpGone: "This set-up link has been used or replaced",
  setUpGoneWords: "If you made the account already, sign in. If not, start the server again: it prints a new link.",
  missingToken: "This link is not complete",
  missingTokenWords: "The part after # is missing. Copy the whole link, or open it from where it was sent to you.",

  firstBoardTitle: "Your first board",
  firstBoardWords: "Pick what is closest to your work. Lanes, labels and fields can be changed at any time.",
  orImport: "Bring a board along",
  orImportWords: "From a Trello export, a CSV file, or another Throughline",

  joinTitle: (board: string) => `Join “${board}”`,
  joinAs: { lead: "You will be a lead.", member: "You can edit.", viewer: "You can look on, live.", kiosk: "" },
  joinButton: "Join the board",
  joinGone: "This link does not work any more",
  joinGoneWords: "It has expired or was revoked. Ask the person who sent it for a new one.",
  crewRole: "What you do here",
  crewRoleHelp: "Such as designer, nurse or cook",
  crewRoles: ["Designer", "Developer", "Tester", "Product", "Nurse", "Doctor", "Chef", "Runner", "Picker", "On call"],
  opening: "Opening the link…",
  alreadyIn: (name: string) => `You are signed in as ${name}. Joining by this link makes you a guest in this browser.`,

  inviteTitle: (name: string) => `Welcome, ${name}`,
  inviteWords: (login: string) => `Choose a password. Your sign-in name is ${login}.`,
  inviteButton: "Save and sign in",
  inviteGone: "This invitation does not work any more",
  inviteGoneWords: "It has been used or has expired. Ask the owner of this server for a new one.",
}

export const PASSWORD_CHARS = { min: MIN_PASSWORD, max: 200 } as const

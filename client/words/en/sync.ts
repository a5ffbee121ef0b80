/** Words of the connection, the offline app and the frame around all screens. */
export const sync = {
  system: "Throughline",
  somebody: "Somebody",
  rule: (id: string) => `Rule ${id}`,
  offline: "There is no connection to the server.",
  strange: "The server gave an answer that this version does not understand. Reload the page.",
  notFound: "There is nothing at this address.",
  toBoards: "To the boards",
  opening: "Opening the board…",
  tryAgain: "Try again",
  update: {
    title: "A new version is ready",
    text: "Reload to get it. Nothing that you typed is lost.",
    reload: "Reload",
    later: "Later",
  },
  closed: {
    revoked: {
      title: "Your access to this board has ended",
      text: "Ask a lead of the board if you still need it.",
    },
    "not-found": {
      title: "This board is not here",
      text: "It does not exist, or it is not shared with you.",
    },
    "signed-out": {
      title: "You are signed out",
      text: "Sign in again to go on. What you typed is kept in this browser.",
    },
    rejected: {
      title: "The server does not take this copy of the board",
      text: "Something in the copy that this browser keeps cannot be saved. Download it first if you typed anything lately; then open the board afresh.",
    },
  },
  signIn: "Sign in",
  downloadCopy: "Download my copy",
  openAfresh: "Throw my copy away and open afresh",
  copyFile: (name: string) => `${name || "board"} (my copy).json`,
  noBoardOffline: {
    title: "This board is not kept in this browser",
    text: "Connect once to open it here; after that it opens without a network, too.",
  },
}

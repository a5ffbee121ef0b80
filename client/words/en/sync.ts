/** Words of the connection, the offline app and the frame around all screens. */
export const sync = {
  system: "Throughline",
  somebody: "Somebody",
  rule: (id: string) => `Rule ${id}`,
  offline: "There is no connection to the server.",
  strange: "The server gave an answer that this version does not understand. Reload the page.",
}

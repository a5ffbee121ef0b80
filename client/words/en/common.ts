/** Words that several rooms use. Every word on the screen lives in this folder, one file per room. */
export const common = {
  appName: "Throughline",
  save: "Save",
  cancel: "Cancel",
  close: "Close",
  archive: "Archive",
  restore: "Restore",
  rename: "Rename",
  retry: "Try again",
  reload: "Reload",
  loading: "Loading…",
  somethingBroke: "Something broke on this screen. Nothing that was saved is lost.",
}

/** What a description is made of in the editor. Its node and mark names are those of shared/model/rich-text. */
import { Collaboration } from "@tiptap/extension-collaboration"
import { CollaborationCaret } from "@tiptap/extension-collaboration-caret"
import { StarterKit } from "@tiptap/starter-kit"
import type { TextSession } from "../../sync/board-session.ts"
import { isSafeUrl, OUTSIDE } from "../safe-url.ts"
import { renderCaret } from "./caret.ts"

/** Without a history of its own (the shared one undoes only our typing) and without a node that writes itself. */
export const kit = () =>
  StarterKit.configure({
    undoRedo: false,
    trailingNode: false,
    heading: { levels: [1, 2, 3] },
    link: {
      openOnClick: false,
      defaultProtocol: "https",
      isAllowedUri: isSafeUrl,
      HTMLAttributes: { ...OUTSIDE },
    },
  })

/** Who we are is stamped on by the relay; the name is for the moment before. */
export const descriptionExtensions = (text: TextSession, name: string) => [
  kit(),
  Collaboration.configure({ fragment: text.fragment }),
  CollaborationCaret.configure({ provider: { awareness: text.awareness }, user: { name }, render: renderCaret }),
]

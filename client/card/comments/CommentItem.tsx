import { ActionIcon, Menu } from "@mantine/core"
import { IconDots } from "@tabler/icons-react"
import { useState } from "react"
import type { Entry } from "../../../shared/model/entry.ts"
import { can } from "../../../shared/rules/permission.ts"
import { EraseDialog } from "../../erase/EraseDialog.tsx"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useMe, useSaveState } from "../../hooks/useBoard.ts"
import { useIsSharedScreen } from "../../hooks/useMayAsk.ts"
import { useNow } from "../../hooks/useNow.ts"
import { usePeopleDirectory, usePersonName } from "../../hooks/usePeopleDirectory.ts"
import { Avatar } from "../../ui/Avatar.tsx"
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx"
import { Moment } from "../../ui/Moment.tsx"
import { toast } from "../../ui/toast.ts"
import { card as words } from "../../words/en/card.ts"
import { erase as eraseWords } from "../../words/en/erase.ts"
import { CommentBox } from "./CommentBox.tsx"
import { CommentText } from "./CommentText.tsx"
import classes from "./comments.module.css"
import type { Comment } from "./comments.ts"
import { mentionedIn } from "./mention.ts"
import { noWords, useAskCommand } from "./useAskCommand.ts"

export function CommentItem({ cardId, comment }: { cardId: string; comment: Comment }) {
  const name = usePersonName()
  const now = useNow()
  const [isEditing, setEditing] = useState(false)
  const author = comment.importedAuthor ?? name(comment.actor)
  return (
    <li className={classes.comment}>
      <Avatar actor={comment.importedAuthor ? `imported:${author}` : comment.actor} name={author} decorative />
      <div className={classes.body}>
        <div className={classes.by}>
          <strong>{author}</strong>
          <span className={classes.quiet}>
            <Moment at={comment.at} now={Math.max(now, comment.at)} />
            {comment.isEdited && ` · ${words.edited}`}
            {comment.importedAuthor !== undefined && ` · ${words.imported}`}
          </span>
          <CommentMenu cardId={cardId} comment={comment} author={author} onEdit={() => setEditing(true)} />
        </div>
        {isEditing ? (
          <EditComment cardId={cardId} comment={comment} onDone={() => setEditing(false)} />
        ) : (
          <Said comment={comment} />
        )}
      </div>
    </li>
  )
}

/** An edit carries no mentions of its own: whoever is named in the new words is marked. */
function Said({ comment }: { comment: Comment }) {
  const people = usePeopleDirectory()
  if (comment.isErased) return <Erased by={comment.erasure} />
  const mentions = comment.isEdited ? mentionedIn(comment.text, [...people.values()]) : comment.mentions
  return <CommentText text={comment.text} mentions={mentions} />
}

function Erased({ by }: { by: Entry | undefined }) {
  const name = usePersonName()
  const now = useNow()
  if (!by) return <p className={classes.quiet}>{words.erased}</p>
  return (
    <p className={classes.quiet}>
      {eraseWords.erasedBy(name(by.actor), by.reason)} · <Moment at={by.at} now={Math.max(now, by.at)} />
    </p>
  )
}

interface CommentMenuProps {
  readonly cardId: string
  readonly comment: Comment
  readonly author: string
  readonly onEdit: () => void
}

/** One's own comment can be edited and removed; a lead may remove any, and erase what it says. */
function CommentMenu({ cardId, comment, author, onEdit }: CommentMenuProps) {
  const me = useMe()
  const session = useBoardSession()
  const [isAsking, setAsking] = useState(false)
  const [isErasing, setErasing] = useState(false)
  const isShared = useIsSharedScreen()
  const isMine = me !== undefined && (isShared || comment.actor === me.actor) && comment.importedAuthor === undefined
  if (!isMine && me?.role !== "lead") return null
  // Offline the answer comes much later: the dialog does not wait for it.
  const remove = () => {
    void session.command({ kind: "comment.remove", card: cardId, comment: comment.seq }).then((answer) => {
      if (!answer.ok) toast.problem(noWords(answer))
    })
  }
  return (
    <>
      <Menu withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon
            className={classes.more}
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={words.commentMenu(author)}
          >
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {isMine && <Menu.Item onClick={onEdit}>{words.editComment}</Menu.Item>}
          <Menu.Item onClick={() => setAsking(true)}>{words.removeComment}</Menu.Item>
          {can(me?.role, "ledger.erase") && !comment.isErased && (
            <Menu.Item onClick={() => setErasing(true)}>{eraseWords.one}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={isAsking}
        title={words.removeCommentAsk}
        confirm={words.removeComment}
        danger
        onConfirm={remove}
        onClose={() => setAsking(false)}
      >
        {words.removeCommentWords}
      </ConfirmDialog>
      <EraseDialog
        boardId={session.boardId}
        what={{ seq: comment.seq }}
        opened={isErasing}
        onClose={() => setErasing(false)}
      />
    </>
  )
}

function EditComment({ cardId, comment, onDone }: { cardId: string; comment: Comment; onDone: () => void }) {
  const [text, setText] = useState(comment.text)
  const isOffline = useSaveState().kind === "offline"
  const { problem, isWaiting, ask } = useAskCommand()
  const save = async () => {
    if (text.trim() === comment.text.trim()) return onDone()
    if (await ask({ kind: "comment.edit", card: cardId, comment: comment.seq, text })) onDone()
  }
  return (
    <CommentBox
      label={words.editComment}
      send={words.saveComment}
      value={text}
      onChange={setText}
      onSend={() => void save()}
      onCancel={onDone}
      problem={problem}
      waiting={isWaiting && isOffline ? words.editQueued : undefined}
      isFocused
    />
  )
}

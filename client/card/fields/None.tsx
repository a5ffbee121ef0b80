import { card as words } from "../../words/en/card.ts"
import classes from "./fields.module.css"

/** What a reader sees where nothing was filled in. */
export const None = () => <span className={classes.none}>{words.none}</span>

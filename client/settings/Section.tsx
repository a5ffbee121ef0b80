import { type ReactNode, useId } from "react"
import classes from "./settings-screen.module.css"

interface SectionProps {
  readonly title: string
  readonly help?: string
  readonly action?: ReactNode
  readonly children: ReactNode
}

export function Section({ title, help, action, children }: SectionProps) {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.sectionHead}>
        <h2 id={id} className={classes.heading}>
          {title}
        </h2>
        {action}
      </div>
      {help && <p className={classes.note}>{help}</p>}
      {children}
    </section>
  )
}

import classes from "./skeleton.module.css"

/** How many cards each lane of the outline has. */
const LANES = [3, 2, 4, 1] as const

/** The outline of a board while it is fetched, so that nothing jumps when it is there. */
export function BoardSkeleton({ label }: { label: string }) {
  return (
    <main className={classes.screen} aria-busy="true" aria-label={label}>
      <p className="visually-hidden" role="status">
        {label}
      </p>
      <div className={classes.header} aria-hidden="true" />
      <div className={classes.row} aria-hidden="true">
        {LANES.map((cards, lane) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an outline never changes
          <div key={lane} className={classes.lane}>
            {Array.from({ length: cards }, (_, card) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an outline never changes
              <div key={card} className={classes.card} />
            ))}
          </div>
        ))}
      </div>
    </main>
  )
}

/** Two hands' threads that become one line. Drawn in the accent; the name beside it is text. */
export function ProductMark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="var(--tl-accent)" />
      <path
        d="M5 10.5c5 0 5.5 5.5 11 5.5M5 21.5c5 0 5.5-5.5 11-5.5h6"
        stroke="var(--tl-accent-text)"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
      <circle cx="24.5" cy="16" r="3" fill="var(--tl-accent-text)" />
    </svg>
  )
}

/** The only kinds of address that are ever kept or drawn as a link: everything else stays plain text. */
const SAFE = /^(https?:\/\/|mailto:)[^\s]+$/i

export const isSafeUrl = (url: string): boolean => SAFE.test(url) && !hasControls(url)

/** Browsers drop tabs and line breaks inside an address before they read it. */
const hasControls = (url: string): boolean => [...url].some((character) => character <= "\u001f")

/** What every link to the outside carries. */
export const OUTSIDE = { target: "_blank", rel: "noopener noreferrer nofollow" } as const

/** What people type as an address: `example.org/x` means https. Undefined when no safe address comes of it. */
export function urlFromTyped(typed: string): string | undefined {
  const text = typed.trim()
  if (isSafeUrl(text)) return text
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(text)) return `mailto:${text}`
  const looksLikeHost = /^[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?$/.test(text)
  return looksLikeHost ? `https://${text}` : undefined
}

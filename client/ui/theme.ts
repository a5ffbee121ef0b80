/**
 * Mantine speaks in our tokens: the kit's own palette is replaced by the variables of tokens.css, so that light, dark and
 * the densities change in one place, and nothing on the screen has less contrast than the tokens promise.
 */
import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from "@mantine/core"

const BG = "var(--tl-bg)"
const TEXT = "var(--tl-text)"
const MUTED = "var(--tl-muted)"
const LINE = "var(--tl-line)"
const STRONG = "var(--tl-line-strong)"
const HOVER = "var(--tl-hover)"
const RAISED = "var(--tl-raised)"
/** The kit's greys by what it uses each for: 0–1 hovers, 2–3 lines, 4 the frame of an input, then letters. */
const gray: MantineColorsTuple = [HOVER, HOVER, LINE, LINE, STRONG, MUTED, MUTED, TEXT, TEXT, TEXT]
/** The same for dark: 0–3 letters, 4 frames, 5 hovers and thumbs, 6 the inside of an input, 7–9 grounds. */
const dark: MantineColorsTuple = [TEXT, TEXT, MUTED, MUTED, STRONG, RAISED, BG, "var(--tl-surface)", BG, BG]
const accent = Array.from({ length: 10 }, () => "var(--tl-accent)") as unknown as MantineColorsTuple

interface Tone {
  readonly strong: string
  readonly soft: string
  readonly onStrong: string
}
const ACCENT: Tone = { strong: "var(--tl-accent)", soft: "var(--tl-accent-soft)", onStrong: "var(--tl-accent-text)" }
const TONES: Readonly<Record<string, Tone>> = {
  accent: ACCENT,
  red: { strong: "var(--tl-critical)", soft: "var(--tl-critical-soft)", onStrong: "var(--tl-surface)" },
  green: { strong: "var(--tl-good)", soft: "var(--tl-good-soft)", onStrong: "var(--tl-surface)" },
  yellow: { strong: "var(--tl-watch)", soft: "var(--tl-watch-soft)", onStrong: "var(--tl-surface)" },
}
const NONE = "1px solid transparent"

const shaded = (colour: string) => `color-mix(in srgb, ${colour}, var(--tl-text) 14%)`

const variantColors: VariantColorsResolver = ({ color, variant }) => {
  if (color === "gray" || variant === "default") return neutral(variant)
  const { strong, soft, onStrong } = TONES[color ?? "accent"] ?? ACCENT
  switch (variant) {
    case "filled":
      return { background: strong, hover: shaded(strong), color: onStrong, border: NONE }
    case "light":
      return { background: soft, hover: shaded(soft), color: strong, border: NONE }
    case "outline":
      return { background: "transparent", hover: soft, color: strong, border: `1px solid ${strong}` }
    default:
      return { background: "transparent", hover: soft, color: strong, border: NONE }
  }
}

function neutral(variant: string): ReturnType<VariantColorsResolver> {
  const isFramed = variant === "default" || variant === "outline"
  return {
    background: isFramed ? "var(--tl-surface)" : variant === "light" ? "var(--tl-hover)" : "transparent",
    hover: "var(--tl-hover)",
    color: "var(--tl-text)",
    border: isFramed ? "1px solid var(--tl-line)" : NONE,
  }
}

/** The kit's dialogs have a <header>, which would be a second banner of the page. */
const NO_BANNER = { header: { role: "none" } }

export const theme = createTheme({
  primaryColor: "accent",
  colors: { accent, gray, dark },
  variantColorResolver: variantColors,
  fontFamily: "var(--tl-font)",
  fontFamilyMonospace: "var(--tl-mono)",
  fontSizes: {
    xs: "var(--tl-text-s)",
    sm: "var(--tl-text-m)",
    md: "var(--tl-text-l)",
    lg: "var(--tl-text-xl)",
    xl: "var(--tl-text-xl)",
  },
  headings: { fontFamily: "var(--tl-font)", fontWeight: "650" },
  radius: { xs: "3px", sm: "var(--tl-radius-s)", md: "var(--tl-radius)", lg: "12px", xl: "32px" },
  defaultRadius: "md",
  shadows: { xs: "var(--tl-shadow-1)", sm: "var(--tl-shadow-1)", md: "var(--tl-shadow-2)", xl: "var(--tl-shadow-3)" },
  cursorType: "pointer",
  respectReducedMotion: true,
  focusRing: "auto",
  components: {
    Modal: {
      defaultProps: {
        centered: false,
        radius: "md",
        overlayProps: { backgroundOpacity: 0.45 },
        attributes: NO_BANNER,
      },
    },
    Drawer: { defaultProps: { attributes: NO_BANNER } },
    Menu: { defaultProps: { shadow: "md", position: "bottom-end", withinPortal: true } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false } },
    Loader: { defaultProps: { type: "dots" } },
  },
})

const SURFACES = {
  "--mantine-color-body": "var(--tl-surface)",
  "--mantine-color-text": "var(--tl-text)",
  "--mantine-color-bright": "var(--tl-text)",
  "--mantine-color-dimmed": "var(--tl-muted)",
  "--mantine-color-placeholder": "var(--tl-muted)",
  "--mantine-color-anchor": "var(--tl-accent)",
  "--mantine-color-error": "var(--tl-critical)",
  "--mantine-color-success": "var(--tl-good)",
  "--mantine-color-default": "var(--tl-surface)",
  "--mantine-color-default-hover": "var(--tl-hover)",
  "--mantine-color-default-color": "var(--tl-text)",
  "--mantine-color-default-border": "var(--tl-line-strong)",
  "--mantine-color-disabled": "var(--tl-hover)",
  "--mantine-color-disabled-color": "var(--tl-muted)",
  "--mantine-color-disabled-border": "var(--tl-line)",
  "--mantine-primary-color-filled": "var(--tl-accent)",
  "--mantine-primary-color-filled-hover": shaded("var(--tl-accent)"),
  "--mantine-primary-color-light": "var(--tl-accent-soft)",
  "--mantine-primary-color-light-hover": shaded("var(--tl-accent-soft)"),
  "--mantine-primary-color-light-color": "var(--tl-accent)",
  "--mantine-primary-color-contrast": "var(--tl-accent-text)",
  "--mantine-color-accent-contrast": "var(--tl-accent-text)",
}

/** The same in both schemes: the tokens below them change. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: SURFACES, dark: SURFACES })

/** The design tokens as colours for a canvas, which knows no variables of style sheets. */
const TOKENS = {
  paper: '--paper',
  surface: '--surface',
  raised: '--raised',
  hairline: '--hairline',
  edge: '--edge',
  ink: '--ink',
  ink2: '--ink-2',
  trust: '--trust',
  trustTint: '--trust-tint',
  stale: '--stale',
  staleTint: '--stale-tint',
  focus: '--focus',
  focusTint: '--focus-tint',
  done: '--done',
} as const

export type Palette = Readonly<Record<keyof typeof TOKENS, string>>

let known: Palette | null = null

/** The colours of the present theme. */
export function currentPalette(): Palette {
  if (known) return known
  const style = getComputedStyle(document.documentElement)
  const entries = Object.entries(TOKENS).map(([name, token]) => [name, style.getPropertyValue(token).trim()])
  known = Object.fromEntries(entries) as Palette
  return known
}

/** Tells when the theme is another one; returns what ends it. */
export function watchPalette(changed: () => void): () => void {
  const renew = () => {
    known = null
    changed()
  }
  const observer = new MutationObserver(renew)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'class'] })
  const systems = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) =>
    matchMedia(query),
  )
  for (const system of systems) system.addEventListener('change', renew)
  return () => {
    observer.disconnect()
    for (const system of systems) system.removeEventListener('change', renew)
  }
}

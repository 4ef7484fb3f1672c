/** The colours of the canvas (renderer/ui/tokens.css, which a test compares) for documents that no page styles. */

export const SVG_THEMES = ['light', 'dark', 'contrast'] as const
export type SvgTheme = (typeof SVG_THEMES)[number]

export interface Colours {
  readonly paper: string
  readonly surface: string
  readonly raised: string
  readonly hairline: string
  readonly edge: string
  readonly ink: string
  readonly ink2: string
  readonly trust: string
  /** Of the trust colour over a zone, 0 to 1. */
  readonly trustTint: number
  readonly stale: string
  readonly staleTint: string
  readonly done: string
}

export const COLOURS: Readonly<Record<SvgTheme, Colours>> = {
  light: {
    paper: '#f7f7f5',
    surface: '#ffffff',
    raised: '#ffffff',
    hairline: '#dedfdb',
    edge: '#84868a',
    ink: '#1b1d21',
    ink2: '#55585f',
    trust: '#c81e1e',
    trustTint: 0.04,
    stale: '#925400',
    staleTint: '#fcf0d9',
    done: '#1c7140',
  },
  dark: {
    paper: '#16181b',
    surface: '#1d2024',
    raised: '#24282d',
    hairline: '#33373d',
    edge: '#868b93',
    ink: '#eceef1',
    ink2: '#b4b9c1',
    trust: '#ff7b72',
    trustTint: 0.05,
    stale: '#e8ad4e',
    staleTint: '#382c14',
    done: '#6cc993',
  },
  contrast: {
    paper: '#ffffff',
    surface: '#ffffff',
    raised: '#ffffff',
    hairline: '#595959',
    edge: '#000000',
    ink: '#000000',
    ink2: '#1f1f1f',
    trust: '#9d0000',
    trustTint: 0,
    stale: '#5c3300',
    staleTint: '#fff3dc',
    done: '#004d22',
  },
}

/** The paper under so many zones, each with its tint over it. */
export function groundOf({ paper, trust, trustTint }: Colours, depth: number): string {
  const clear = (1 - trustTint) ** depth
  const part = (colour: string, at: number) => Number.parseInt(colour.slice(1 + 2 * at, 3 + 2 * at), 16)
  const mixed = [0, 1, 2].map((at) => part(paper, at) * clear + part(trust, at) * (1 - clear))
  return `#${mixed.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`
}

import type { Settings } from '../../../shared/protocol/contract.ts'

const PAPER = { light: '#f7f7f5', dark: '#16181b', contrast: '#ffffff' } as const

/** The colour of the page's paper in a theme, as in the design tokens. */
export function backgroundOf(theme: Settings['theme'], isSystemDark: boolean): string {
  return PAPER[theme === 'system' ? (isSystemDark ? 'dark' : 'light') : theme]
}

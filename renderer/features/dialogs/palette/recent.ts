/** What was chosen in the palette lately, the latest first, for as long as the window is open. */

const KEY = 'fenceline.chosen'
const KEPT = 12

export function recentChoices(): readonly string[] {
  return (sessionStorage.getItem(KEY) ?? '').split('\n').filter(Boolean)
}

export function rememberChoice(id: string): void {
  const others = recentChoices().filter((known) => known !== id)
  sessionStorage.setItem(KEY, [id, ...others].slice(0, KEPT).join('\n'))
}

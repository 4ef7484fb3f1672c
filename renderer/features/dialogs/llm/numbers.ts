/** A whole number between these, both included; undefined for anything else. */
export function wholeOf(text: string, least: number, most: number): number | undefined {
  const number = /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : undefined
}

/** Dollars, null where nothing is written, undefined for what is no amount. */
export function dollarsOf(text: string): number | null | undefined {
  const amount = text.trim().replace(/^\$\s*/, '')
  if (amount === '') return null
  return /^(\d{1,9}(\.\d{0,6})?|\.\d{1,6})$/.test(amount) ? Number(amount) : undefined
}

/** As a field shows it. */
export function numberWords(value: number | null): string {
  return value === null ? '' : String(value)
}

/** Days as files and people write them: `2027-03-31`. No time zones: a day is a name, not an instant. */

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** True for a day that exists, written YYYY-MM-DD. */
export function isDate(text: string): boolean {
  const [, year, month, day] = DAY.exec(text) ?? []
  if (year === undefined || month === undefined || day === undefined) return false
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= daysIn(+year, +month)
}

/** The same day so many months later, or the last day of that month where it has no such day. */
export function monthsAfter(date: string, months: number): string {
  const [, year = '0', month = '1', day = '1'] = DAY.exec(date) ?? []
  const all = Number(year) * 12 + Number(month) - 1 + months
  const next = { year: Math.floor(all / 12), month: (all % 12) + 1 }
  const last = daysIn(next.year, next.month)
  return printDate(next.year, next.month, Math.min(Number(day), last))
}

function printDate(year: number, month: number, day: number): string {
  const padded = (value: number, length: number) => String(value).padStart(length, '0')
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

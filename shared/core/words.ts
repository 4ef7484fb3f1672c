/** Values of a model's attributes as people read them. */

export function wordsOf(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'not set'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.length > 0 ? value.map(wordsOf).join('; ') : 'none'
  if (typeof value !== 'object') return String(value)
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return members.length > 0
    ? members.map(([name, member]) => `${spaced(name)} ${wordsOf(member)}`).join(', ')
    : 'not set'
}

/** `dataSent` as "data sent". */
export function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

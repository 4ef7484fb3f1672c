/** Where an include leads: only to files below the opened folder. Threagile resolves them from the including file. */

export const MAX_INCLUDES = 100
export const MAX_INCLUDE_DEPTH = 10

/** The path from the folder; null for one that is absolute, an address, or leads out of the folder. */
export function resolveInclude(from: string, include: string): string | null {
  const given = include.replaceAll('\\', '/')
  if (given === '' || given.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(given) || given.includes('\0'))
    return null
  const parts = from.split('/').slice(0, -1)
  for (const part of given.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return null
  }
  return parts.length === 0 || given.endsWith('/') ? null : parts.join('/')
}

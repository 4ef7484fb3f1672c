import type { Change } from '../../../shared/diff/marks/list-changes.ts'

/** "added, in App tier", "no longer crosses DMZ": all that a line says beside the title. */
export function changeInWords({ kind, detail }: Change): string {
  switch (kind) {
    case 'gained':
      return `crosses ${detail}`
    case 'lost':
      return `no longer crosses ${detail}`
    case 'stale':
      return detail
    case 'rezoned':
      return `moved ${detail}`
    default:
      return [kind, detail].filter(Boolean).join(', ')
  }
}

/** What differs between two versions, short enough for one line. */
import { plural } from '../../../shared/core/text.ts'
import { diffModels } from '../../../shared/diff/diff.ts'
import { isEqual } from '../../../shared/diff/rows.ts'
import type { Document } from '../../../shared/model/document.ts'

const NOUNS = {
  components: ['component', 'components'],
  flows: ['flow', 'flows'],
  boundaries: ['boundary', 'boundaries'],
  dataAssets: ['data asset', 'data assets'],
  risks: ['risk', 'risks'],
  analyses: ['review', 'reviews'],
} as const

/** "2 components, 1 flow"; an empty text where a reader would see no difference. */
export function summarise(before: Document, after: Document): string {
  const parts: string[] = []
  if (before.model !== after.model) {
    const diff = diffModels(before.model, after.model)
    for (const [name, [noun, nouns]] of Object.entries(NOUNS)) {
      const { added, removed, changed } = diff[name as keyof typeof NOUNS]
      const count = added.length + removed.length + changed.length
      if (count > 0) parts.push(plural(count, noun, nouns))
    }
    for (const { attribute } of diff.attributes) parts.push(`the ${attribute}`)
  }
  if (before.layout !== after.layout && !isEqual(before.layout, after.layout)) parts.push('the layout')
  if (before.drafts !== after.drafts && !isEqual(before.drafts, after.drafts)) parts.push('the drafts')
  if (!isEqual(before.remarks, after.remarks)) parts.push('the remarks')
  return parts.join(', ')
}

/** "2 components, 1 flow changed on disk." */
export function changedOnDisk(before: Document, after: Document): string {
  const what = summarise(before, after)
  if (what === '') return 'Only wording of the files changed on disk.'
  return `${what.charAt(0).toUpperCase()}${what.slice(1)} changed on disk.`
}

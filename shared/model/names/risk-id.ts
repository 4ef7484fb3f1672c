/** What a new risk is called in the file: made of what it is about, so that two branches make different ids. */
import { slug } from '../ids.ts'
import type { Risk } from '../schema.ts'

// Long titles would make ids that no table can show.
const MAX_ID = 80

/** May be taken already; whoever adds the risk appends a suffix. */
export function riskId({
  target,
  category,
  title,
  description,
}: Pick<Risk, 'target' | 'category' | 'title' | 'description'>): string {
  const words = slug(`${target.replace(/[>:]/g, ' ')} ${category} ${title || (description ?? '')}`, 'risk')
  return words.length <= MAX_ID ? words : words.slice(0, MAX_ID).replace(/-[^-]*$/, '')
}

/** What a file says of the whole: its project, and the code that it is about. */
import { fieldOf } from '../../../core/json/look.ts'
import type { OtmFile } from '../file/file.ts'
import { attributesOf, wordOf, wordsOf } from '../file/look.ts'
import { linesOf, listOf, OWN } from './attributes.ts'

export interface Project {
  readonly title: string
  readonly description?: string
  readonly notes: readonly string[]
  /** Notes that the file says elsewhere than in its notes. */
  readonly said: readonly string[]
}

export function readProject({ project, sections }: OtmFile): Project {
  const description = wordOf(project, 'description') ?? ''
  const attributes = attributesOf(project)
  const repositories = sections.representations.map(
    ({ node }) => wordOf(fieldOf(node, 'repository'), 'url') ?? '',
  )
  const said = [
    ['Owner', wordOf(project, 'owner') ?? ''],
    ['Contact', wordOf(project, 'ownerContact') ?? ''],
    ['Tags', wordsOf(project, 'tags').join(', ')],
    ...repositories.map((url) => ['Repository', url] as const),
  ].flatMap(([label, words]) => (words === '' ? [] : [`${label}: ${words}`]))
  const lines = [...new Set([...said, ...linesOf(attributes)])]
  const own = listOf(attributes.get(`${OWN}notes`) ?? '')
  return {
    title: (wordOf(project, 'name') ?? wordOf(project, 'id') ?? '').replace(/\s+/gu, ' ').trim(),
    ...(description === '' ? {} : { description }),
    notes: [...own, ...lines],
    said: lines,
  }
}

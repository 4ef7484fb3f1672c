/** What a file says of the whole: its project, and the code that it is about. */
import { fieldOf } from '../../../core/json/look.ts'
import { saysNothing, tellOdd } from '../../reading/odd.ts'
import { type Reporting, shorten } from '../../reporting.ts'
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

export function readProject({ project, sections }: OtmFile, report: Reporting): Project {
  const description = wordOf(project, 'description') ?? ''
  const attributes = attributesOf(project)
  const telling = { report, code: 'otm-not-carried' }
  const repositories = sections.representations.map(({ node, name }) => {
    const repository = fieldOf(node, 'repository')
    const isOdd = repository && repository.kind !== 'object' && !saysNothing(repository)
    if (isOdd) tellOdd(repository, `The repository of "${shorten(name)}"`, 'an object with a url', telling)
    return wordOf(repository, 'url') ?? ''
  })
  const said = [
    ['Owner', wordOf(project, 'owner') ?? ''],
    ['Contact', wordOf(project, 'ownerContact') ?? ''],
    ['Tags', wordsOf(project, 'tags').join(', ')],
    ...repositories.map((url) => ['Repository', url] as const),
  ].flatMap(([label, words]) => (words === '' ? [] : [`${label}: ${words}`]))
  const lines = [...new Set([...said, ...linesOf(attributes)])]
  const stated = attributes.get(`${OWN}notes`) ?? '[]'
  const own = listOf(stated)
  if (own.length === 0 && stated !== '[]') {
    const what = `The attribute "${OWN}notes" holds no list of notes, so it is left out.`
    report.lost('otm-not-carried', what, fieldOf(project, 'attributes')?.at ?? project.at)
  }
  return {
    title: (wordOf(project, 'name') ?? wordOf(project, 'id') ?? '').replace(/\s+/gu, ' ').trim(),
    ...(description === '' ? {} : { description }),
    notes: [...own, ...lines],
    said: lines,
  }
}

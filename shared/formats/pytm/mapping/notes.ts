/** What the file takes for granted, as notes of the model. */
import { fieldOf } from '../../../core/json/look.ts'
import type { JsonValue } from '../../../core/json/parse.ts'
import { saysNothing, tellOdd } from '../../reading/odd.ts'
import type { Reporting } from '../../reporting.ts'
import type { PytmFile } from '../file/types.ts'
import { listOf, mentionOf, mentionsIn, textIn, wordOf } from '../file/values.ts'
import { linesFor } from './words.ts'

/** Settings of how the tool draws and checks; they say nothing of the system. */
const SETTINGS: ReadonlySet<string> = new Set([
  ...['elements', 'flows', 'boundaries', 'data', 'actors', 'assets', 'excluded_findings', 'threatsExcluded'],
  ...['isOrdered', 'mergeResponses', 'ignoreUnused', 'onDuplicates', 'colormap', 'sequenceConfig'],
])

export function notesOf(file: PytmFile, reporting: Reporting): readonly string[] {
  const assumptionsOf = (where: string, value: JsonValue | undefined) =>
    listOf(value).flatMap((item) => assumptionIn(where, item, reporting))
  const { model, elements, flows, boundaries } = file
  const excluded = mentionsIn(fieldOf(model.value, 'threatsExcluded')).map(({ name }) => name)
  const threats = textIn(model, 'threatsFile').replace(/^\{'|'\}$/gu, '')
  // The tool's own library is where it is installed.
  const isOwn = threats === '' || /pytm\/threatlib\/threats\.json$/u.test(threats)
  return [
    ...assumptionsOf('', fieldOf(model.value, 'assumptions')),
    ...[...boundaries, ...elements, ...flows].flatMap(({ name, value }) =>
      assumptionsOf(` (${name})`, fieldOf(value, 'assumptions')),
    ),
    ...(excluded.length > 0 ? [`Threats excluded in pytm: ${excluded.join(', ')}`] : []),
    ...(isOwn ? [] : [`Threats of pytm from: ${threats}`]),
    ...linesFor({ ...model, isDumped: true }, new Set([...SETTINGS, 'threatsFile'])),
  ]
}

function assumptionIn(where: string, item: JsonValue, reporting: Reporting): readonly string[] {
  const name = mentionOf(item)?.name ?? ''
  const description = wordOf(fieldOf(item, 'description'))
  const excluded = mentionsIn(fieldOf(item, 'exclude')).map((each) => each.name)
  const words = [name, description, excluded.length > 0 ? `excludes ${excluded.join(', ')}` : '']
  const said = words.filter(Boolean).join('; ')
  if (said !== '') return [`Assumption${where}: ${said}`]
  const telling = { report: reporting, code: 'pytm-not-carried' }
  if (!saysNothing(item)) tellOdd(item, `An assumption${where}`, 'a text or an object with a name', telling)
  return []
}

/** From JSON to diagrams and their cells; what cannot be a file of the tool is an error with its place. */
import { fieldOf, textOf } from '../../../core/json/look.ts'
import type { JsonValue } from '../../../core/json/parse.ts'
import type { JsonPath } from '../../../core/json/plan.ts'
import { itemsAsked, wordAsked } from '../../reading/odd.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import { readCell } from './cells.ts'
import type { Cell, Diagram, Dialect, ThreatDragonFile } from './types.ts'
import { oneLine } from './values.ts'

/** Cells and threats of a file at most. */
const MAX_ELEMENTS = 50_000

/** Undefined after an error was reported. */
export function readFile(root: JsonValue, report: Reporting): ThreatDragonFile | undefined {
  const [summary, detail] = [fieldOf(root, 'summary'), fieldOf(root, 'detail')]
  const listed = fieldOf(detail, 'diagrams')
  const wrong =
    root.kind !== 'object'
      ? 'The file is no JSON object'
      : detail?.kind !== 'object'
        ? 'The file has no "detail"'
        : listed?.kind !== 'array'
          ? 'The file has no list of diagrams in "detail"'
          : summary !== undefined && summary.kind !== 'object'
            ? '"summary" is no object'
            : undefined
  if (wrong !== undefined || listed?.kind !== 'array') {
    const what = `${wrong ?? ''}, so Threat Dragon cannot open it either. Take an intact copy.`
    report.error('threat-dragon-not-a-model', what, (listed ?? detail ?? root).at)
    return undefined
  }
  if (!summary) {
    const what = 'The file has no "summary", so the model has no title of its own.'
    report.warning('threat-dragon-no-summary', what, { from: root.at.from, to: root.at.from + 1 })
  }
  const diagrams = listed.items.flatMap((value, index) => readDiagram(value, index, report))
  if (report.hasErrors) return undefined
  const elements = diagrams
    .flatMap(({ cells }) => cells)
    .reduce((sum, { threats }) => sum + 1 + threats.length, 0)
  if (elements > MAX_ELEMENTS) {
    const what = 'The file has more than 50,000 elements and threats. Split the model in the tool.'
    report.error('threat-dragon-too-large', what, listed.at)
    return undefined
  }
  const telling = { report, code: 'threat-dragon-not-carried' }
  const said = (holder: JsonValue | undefined, key: string) =>
    wordAsked(fieldOf(holder, key), `What stands for the ${key} of the model`, telling) ?? ''
  const contributors = itemsAsked(detail, 'contributors', 'What stands for the contributors', telling)
  return {
    root,
    title: oneLine(said(summary, 'title')),
    description: said(summary, 'description'),
    owner: said(summary, 'owner'),
    reviewer: said(detail, 'reviewer'),
    contributors: contributors.flatMap((each) => {
      const named = each.kind === 'object' ? fieldOf(each, 'name') : each
      const name = wordAsked(named, 'A contributor', telling) ?? ''
      return name === '' ? [] : [name]
    }),
    diagrams,
  }
}

function readDiagram(value: JsonValue, index: number, report: Reporting): readonly Diagram[] {
  const path: JsonPath = ['detail', 'diagrams', index]
  const title = oneLine(textOf(value, 'title') ?? '')
  const name = title === '' ? `Diagram ${index + 1}` : `The diagram "${shorten(title)}"`
  if (value.kind !== 'object') {
    report.error('threat-dragon-malformed', `${name} is no object. Take an intact copy.`, value.at)
    return []
  }
  const old = fieldOf(value, 'diagramJson')
  const dialect: Dialect = old === undefined ? 2 : 1
  if (old && old.kind !== 'object' && old.kind !== 'null') {
    const what = `The drawing of ${name[0]?.toLowerCase()}${name.slice(1)} is no object. Take an intact copy.`
    report.error('threat-dragon-malformed', what, old.at)
    return []
  }
  const cellsPath: JsonPath = [...path, ...(dialect === 1 ? ['diagramJson', 'cells'] : ['cells'])]
  const listed = dialect === 1 ? fieldOf(old, 'cells') : fieldOf(value, 'cells')
  if (listed && listed.kind !== 'array' && listed.kind !== 'null') {
    const what = `The cells of ${name[0]?.toLowerCase()}${name.slice(1)} are no list. Take an intact copy.`
    report.error('threat-dragon-malformed', what, listed.at)
    return []
  }
  const items = listed?.kind === 'array' ? listed.items : []
  const cells = items.flatMap((item, at): readonly Cell[] => {
    const cell = readCell(item, [...cellsPath, at], dialect, report)
    return cell ? [cell] : []
  })
  const description = textOf(value, 'description') ?? ''
  const type = textOf(value, 'diagramType') ?? ''
  return [{ title, description, type, dialect, cells, path, cellsPath, at: value.at }]
}

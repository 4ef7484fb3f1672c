/** Reads what pytm prints (`--json`) and what is written for it (`pytm.load`): diagram, data, findings. */
import { fieldOf } from '../../core/json/look.ts'
import { parseJson } from '../../core/json/parse.ts'
import { plural } from '../../core/text.ts'
import { EMPTY_LAYOUT } from '../../model/layout.ts'
import { EMPTY_MODEL } from '../../model/schema.ts'
import type { ReadResult } from '../format.ts'
import { Reporting } from '../reporting.ts'
import { readFile } from './file/file.ts'
import type { PytmFile } from './file/types.ts'
import { DataAssets } from './mapping/data.ts'
import { Elements } from './mapping/elements.ts'
import { readFlows } from './mapping/flows.ts'
import { notesOf } from './mapping/notes.ts'
import { readRisks } from './mapping/risks.ts'

const MAX_LENGTH = 8 * 1024 * 1024
const MAX_ELEMENTS = 50_000
/** Of one name, among which the one is looked for that lists a finding as its own. */
const MOST_NAMESAKES = 50

const JSON_START = /^\uFEFF?\s*[{[]/u
/** Members that only this tool writes. */
const OWN_KEY =
  /"(?:__class__|inBoundary|sink|onDuplicates|isOrdered|mergeResponses|threatsFile|threatsExcluded|maxClassification)"\s*:/u
const LISTS = ['elements', 'flows', 'boundaries'].map((list) => new RegExp(`"${list}"\\s*:\\s*\\[`, 'u'))
/** By content, whatever its name; also for a file that is broken further down. */
export function isPytm(text: string): boolean {
  if (!JSON_START.test(text)) return false
  return OWN_KEY.test(text) || LISTS.filter((list) => list.test(text)).length > 1
}

/** Never throws. */
export function readPytm(text: string, file?: string): ReadResult {
  const reporting = new Reporting(text, file)
  const content = contentOf(text, reporting)
  if (!content || reporting.hasErrors) return refused(reporting)
  const data = new DataAssets(content, reporting)
  const elements = new Elements(content, data, reporting)
  const { flows, analyses, names, places } = readFlows(content, elements, data, reporting)
  const { names: named } = elements
  const zoneRef = (id: string) => `boundary:${id}`
  const { risks, places: risksAt } = readRisks(
    content,
    {
      named: (name) => [
        ...named.element.idsOf(name).slice(0, MOST_NAMESAKES),
        ...names.idsOf(name).slice(0, MOST_NAMESAKES),
        ...named.boundary.idsOf(name).slice(0, MOST_NAMESAKES).map(zoneRef),
      ],
      of: (owner) => {
        const zone = named.boundary.idOf(owner)
        return (
          named.element.idOf(owner) ?? names.idOf(owner) ?? (zone === undefined ? undefined : zoneRef(zone))
        )
      },
    },
    reporting,
  )
  tellLevels(content, reporting)
  const notes = notesOf(content, reporting)
  if (reporting.hasErrors) return refused(reporting)
  const { boundaries } = elements
  const at = new Map([...elements.places, ...places, ...data.places, ...risksAt])
  return {
    model: {
      ...EMPTY_MODEL,
      title: content.name,
      ...(content.description === '' ? {} : { description: content.description }),
      ...{ dataAssets: data.all, components: elements.components(data), flows, boundaries },
      ...{ risks, analyses, notes },
    },
    layout: EMPTY_LAYOUT,
    diagnostics: reporting.diagnostics,
    locate: (elementId) => {
      const place = at.get(elementId)
      return place && reporting.rangeOf(place)
    },
  }
}

function contentOf(text: string, reporting: Reporting): PytmFile | undefined {
  const start = { from: 0, to: Math.min(text.length, 1) }
  if (text.length > MAX_LENGTH) {
    reporting.error('pytm-too-large', 'The file is longer than 8 MB. Split the model.', start)
    return undefined
  }
  const { root, fault } = parseJson(text)
  if (fault) {
    const hint =
      fault.kind === 'malformed' ? 'Correct it, or print the model with `--json` anew.' : 'Correct it.'
    reporting.error(`pytm-${fault.kind}`, `${fault.message} ${hint}`, fault.at)
    return undefined
  }
  const content = readFile(root, reporting)
  if (!content) return undefined
  const { elements, flows, boundaries, data, findings } = content
  const count = [elements, flows, boundaries, data, findings].reduce((sum, { length }) => sum + length, 0)
  if (count <= MAX_ELEMENTS) return content
  reporting.error('pytm-too-large', 'The file has more than 50,000 elements and findings. Split it.', root.at)
  return undefined
}

/** Levels say what is drawn together; a model has one drawing. */
function tellLevels({ elements, flows, boundaries }: PytmFile, reporting: Reporting): void {
  const levelled = [...elements, ...flows, ...boundaries].filter(({ value }) => {
    const levels = fieldOf(value, 'levels')
    if (levels?.kind === 'number') return levels.value !== 0
    return (
      levels?.kind === 'array' &&
      levels.items.some(({ kind, ...item }) => 'value' in item && item.value !== 0)
    )
  })
  const [first] = levelled
  if (!first) return
  const what = `The levels of ${plural(levelled.length, 'element')} are left out; all are drawn together.`
  reporting.lost('pytm-not-carried', what, fieldOf(first.value, 'levels')?.at ?? first.at)
}

function refused(reporting: Reporting): ReadResult {
  return {
    model: null,
    layout: EMPTY_LAYOUT,
    diagnostics: reporting.diagnostics,
    locate: () => undefined,
  }
}

import { childOf, textOf, type XmlElement } from '../../../core/xml/xml.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import { readSurface } from './drawn.ts'
import { readKnowledgeBase } from './knowledge-base.ts'
import { readThreats } from './threats.ts'
import type { ThreatModelFile } from './types.ts'

/** Fields about the model that are kept as notes, with the words for them. */
const FIELDS = [
  ['Owner', 'Owner'],
  ['Reviewer', 'Reviewer'],
  ['Contributors', 'Contributors'],
  ['Assumptions', 'Assumptions'],
  ['ExternalDependencies', 'External dependencies'],
] as const

const SAID = new Set<string>([
  ...FIELDS.map(([name]) => name),
  ...['ThreatModelName', 'HighLevelSystemDescription'],
])
/** What a file has beside the sections that are read, and nothing of a model is in. */
const BESIDE = ['Profile', 'ThreatGenerationEnabled', 'Validations', 'Version']
const SECTIONS = ['DrawingSurfaceList', 'KnowledgeBase', 'MetaInformation', 'Notes', 'ThreatInstances']

/** `root` is a `ThreatModel` element; what it lacks is empty, and a section that is not known is told. */
export function readFile(root: XmlElement, report: Reporting): ThreatModelFile {
  for (const { name, at } of root.children) {
    if (SECTIONS.includes(name) || BESIDE.includes(name)) continue
    report.lost('tm7-not-carried', `<${shorten(name)}> is no section that is known here and is left out.`, at)
  }
  for (const { name, text, at } of childOf(root, 'MetaInformation')?.children ?? []) {
    if (SAID.has(name) || text.trim() === '') continue
    const what = `What <${shorten(name)}> says of the model is left out: it is not known here.`
    report.lost('tm7-not-carried', what, at)
  }
  const about = childOf(root, 'MetaInformation')
  const fields = FIELDS.flatMap(([name, word]) => {
    const text = textOf(about, name)
    return text === '' ? [] : [`${word}: ${text}`]
  })
  const notes = (childOf(root, 'Notes')?.children ?? []).flatMap((note) => {
    const text = textOf(note, 'Message')
    if (text === '' && !childOf(note, 'Message')) {
      report.lost('tm7-not-carried', 'A note without a message is left out.', note.at)
    }
    return text === '' ? [] : [text]
  })
  const knowledgeBase = readKnowledgeBase(childOf(root, 'KnowledgeBase'))
  return {
    title: textOf(about, 'ThreatModelName'),
    description: textOf(about, 'HighLevelSystemDescription'),
    notes: [...fields, ...notes],
    surfaces: (childOf(root, 'DrawingSurfaceList')?.children ?? []).map(readSurface),
    threats: readThreats(childOf(root, 'ThreatInstances'), knowledgeBase, report),
    knowledgeBase,
  }
}

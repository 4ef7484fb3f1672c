import { childOf, textOf, type XmlElement } from '../../../core/xml/xml.ts'
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

/** `root` is a `ThreatModel` element; what it lacks is empty. */
export function readFile(root: XmlElement): ThreatModelFile {
  const about = childOf(root, 'MetaInformation')
  const fields = FIELDS.flatMap(([name, word]) => {
    const text = textOf(about, name)
    return text === '' ? [] : [`${word}: ${text}`]
  })
  const notes = (childOf(root, 'Notes')?.children ?? []).flatMap((note) => {
    const text = textOf(note, 'Message')
    return text === '' ? [] : [text]
  })
  const knowledgeBase = readKnowledgeBase(childOf(root, 'KnowledgeBase'))
  return {
    title: textOf(about, 'ThreatModelName'),
    description: textOf(about, 'HighLevelSystemDescription'),
    notes: [...fields, ...notes],
    surfaces: (childOf(root, 'DrawingSurfaceList')?.children ?? []).map(readSurface),
    threats: readThreats(childOf(root, 'ThreatInstances'), knowledgeBase),
    knowledgeBase,
  }
}

/** The threats that the tool stored. Newer versions keep words in a list of properties, older ones in elements. */
import { childOf, textOf, type XmlElement } from '../../../core/xml/xml.ts'
import type { Reporting } from '../../reporting.ts'
import type { KnowledgeBase, Threat } from './types.ts'

/** What the tool writes while nobody changed a threat. */
const NEVER = '0001-01-01'
/** Read by these names; a team's own fields are read as one of them where their label says the same. */
const TAKEN: ReadonlySet<string> = new Set([
  'Title',
  'UserThreatCategory',
  'UserThreatDescription',
  'UserThreatShortDescription',
  'InteractionString',
  'Priority',
  'StateInformation',
  'PossibleMitigations',
])
const MITIGATIONS = /^(?:possible |recommended |suggested )?mitigations?(?:\(s\))?$/iu

export function readThreats(
  list: XmlElement | undefined,
  { fields }: KnowledgeBase,
  report: Reporting,
): readonly Threat[] {
  return (list?.children ?? []).flatMap((entry) => {
    const value = childOf(entry, 'Value')
    if (value) return [readThreat(value, fields)]
    report.lost('tm7-not-carried', 'An entry of the threats holds none and is left out.', entry.at)
    return []
  })
}

function readThreat(value: XmlElement, labels: ReadonlyMap<string, string>): Threat {
  const properties = new Map<string, string>()
  for (const entry of childOf(value, 'Properties')?.children ?? []) {
    const key = textOf(entry, 'Key')
    const label = TAKEN.has(key) ? key : labels.get(key) || key
    properties.set(MITIGATIONS.test(label) ? 'PossibleMitigations' : label, textOf(entry, 'Value'))
  }
  const word = (name: string) => properties.get(name) || textOf(value, name)
  const modified = textOf(value, 'ModifiedAt')
  return {
    id: textOf(value, 'Id'),
    typeId: textOf(value, 'TypeId'),
    surface: textOf(value, 'DrawingSurfaceGuid'),
    source: textOf(value, 'SourceGuid'),
    flow: textOf(value, 'FlowGuid'),
    target: textOf(value, 'TargetGuid'),
    state: textOf(value, 'State'),
    priority: word('Priority'),
    title: word('Title'),
    category: word('UserThreatCategory'),
    description: plain(word('UserThreatDescription') || word('UserThreatShortDescription')),
    justification: plain(word('StateInformation')),
    mitigation: plain(word('PossibleMitigations')),
    interaction: word('InteractionString'),
    changedBy: textOf(value, 'ChangedBy'),
    modified: modified.startsWith(NEVER) ? '' : modified,
    others: [...properties].filter(([name, text]) => !TAKEN.has(name) && text !== ''),
    at: value.at,
  }
}

const LINK = /<a\s[^<>]{0,200}?href=["']([^"'<>]{0,2000})["'][^<>]{0,200}>([^<]{0,2000})<\/a>/giu

/** Templates write links as HTML; everything here is plain text. */
function plain(text: string): string {
  return text.replace(LINK, (_, address: string, words: string) =>
    words.trim() === '' || words.trim() === address ? address : `${words} (${address})`,
  )
}

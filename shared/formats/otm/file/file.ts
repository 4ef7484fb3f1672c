/** The sections of an OTM file as lists of elements with ids, each with its place and its path. */
import { fieldOf } from '../../../core/json/look.ts'
import type { JsonObject, JsonValue } from '../../../core/json/parse.ts'
import type { JsonPath } from '../../../core/json/plan.ts'
import type { Span } from '../../../core/places.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import { wordOf } from './look.ts'
import { tellOddParts } from './odd-parts.ts'

/** In the order in which a new file has them. */
export const SECTIONS = [
  'representations',
  'assets',
  'trustZones',
  'components',
  'dataflows',
  'threats',
  'mitigations',
] as const
export type Section = (typeof SECTIONS)[number]

export interface Item {
  readonly section: Section
  readonly id: string
  readonly name: string
  readonly node: JsonObject
  readonly path: JsonPath
  readonly at: Span
}

export interface OtmFile {
  readonly root: JsonObject
  readonly version: string
  readonly project: JsonObject
  readonly sections: Readonly<Record<Section, readonly Item[]>>
  /** Where a section stands; `trustzones` in early files. */
  readonly keyOf: Readonly<Record<Section, string>>
}

const MAX_ELEMENTS = 50_000
/** What an element is called in a message. */
const NOUNS: Readonly<Record<Section, string>> = {
  representations: 'representation',
  assets: 'asset',
  trustZones: 'trust zone',
  components: 'component',
  dataflows: 'dataflow',
  threats: 'threat',
  mitigations: 'mitigation',
}

/** Undefined where the file is no model; why is reported. */
export function readFile(root: JsonValue, report: Reporting): OtmFile | undefined {
  if (root.kind !== 'object') {
    report.error('otm-not-a-model', 'An Open Threat Model is an object with otmVersion and project.', root.at)
    return undefined
  }
  const version = versionOf(root, report)
  const project = projectOf(root, report)
  if (project) tellOddParts(project, 'the project', report)
  const keyOf = { ...keysOf(root) }
  const sections: Record<Section, readonly Item[]> = {
    ...{ representations: [], assets: [], trustZones: [], components: [], dataflows: [], threats: [] },
    mitigations: [],
  }
  let left = MAX_ELEMENTS
  for (const section of SECTIONS) {
    const list = fieldOf(root, keyOf[section])
    left -= list?.kind === 'array' ? list.items.length : 0
    if (left < 0) {
      report.error('otm-too-large', 'The file has more than 50,000 elements. Split the model.', root.at)
      return undefined
    }
    sections[section] = itemsOfSection(list, section, keyOf[section], report)
  }
  if (version === undefined || !project || report.hasErrors) return undefined
  return { root, version, project, sections, keyOf }
}

function keysOf(root: JsonObject): Record<Section, string> {
  const keys = Object.fromEntries(SECTIONS.map((section) => [section, section])) as Record<Section, string>
  const early = ['trustzones', 'trust_zones'].find((key) => root.members.has(key))
  return root.members.has('trustZones') || early === undefined ? keys : { ...keys, trustZones: early }
}

function versionOf(root: JsonObject, report: Reporting): string | undefined {
  const version = wordOf(root, 'otmVersion')
  if (version === undefined || version === '') {
    const what =
      'The file has no otmVersion, so nobody can say that it is an Open Threat Model. Add "otmVersion".'
    report.error('otm-no-version', what, startOf(root))
    return undefined
  }
  if (!/^0\.[12](?:\.|$)/u.test(version.trim())) {
    const what = `The file is of version ${shorten(version)}; versions 0.1 and 0.2 are known, so something may be missed.`
    report.warning('otm-version', what, fieldOf(root, 'otmVersion')?.at ?? root.at)
  }
  return version
}

function projectOf(root: JsonObject, report: Reporting): JsonObject | undefined {
  const project = fieldOf(root, 'project')
  if (project?.kind === 'object') {
    if (wordOf(project, 'name') !== undefined && wordOf(project, 'id') !== undefined) return project
    const missing = wordOf(project, 'name') === undefined ? 'name' : 'id'
    if (wordOf(project, 'name') === undefined && wordOf(project, 'id') === undefined) {
      report.error('otm-no-project', 'The project has neither name nor id. Add both.', startOf(project))
      return undefined
    }
    report.warning('otm-incomplete', `The project has no ${missing}, which OTM asks for.`, startOf(project))
    return project
  }
  const what = 'The file has no project with a name and an id. Add it.'
  report.error('otm-no-project', what, project?.at ?? startOf(root))
  return undefined
}

function itemsOfSection(
  list: JsonValue | undefined,
  section: Section,
  key: string,
  report: Reporting,
): readonly Item[] {
  if (list === undefined || list.kind === 'null') return []
  if (list.kind !== 'array') {
    report.error('otm-wrong-type', `"${key}" must be a list. Correct it.`, list.at)
    return []
  }
  const seen = new Set<string>()
  return list.items.flatMap((node, index): readonly Item[] => {
    const noun = NOUNS[section]
    if (node.kind !== 'object') {
      report.error(
        'otm-wrong-type',
        `Number ${index + 1} of "${key}" must be an object. Correct it.`,
        node.at,
      )
      return []
    }
    const id = wordOf(node, 'id')
    if (id === undefined || id === '') {
      const named = wordOf(node, 'name')
      const what = named === undefined ? `Number ${index + 1} of "${key}"` : `The ${noun} "${shorten(named)}"`
      report.error('otm-no-id', `${what} has no id. Add one.`, startOf(node))
      return []
    }
    const stated = wordOf(node, 'name')?.trim()
    // A threat may be told by its description alone.
    const name = stated === '' && section !== 'threats' ? undefined : stated
    if (name === undefined) {
      report.warning(
        'otm-incomplete',
        `The ${noun} "${shorten(id)}" has no name, which OTM asks for.`,
        startOf(node),
      )
    }
    if (seen.has(id)) {
      const what = `The id "${shorten(id)}" is that of another ${noun} too; what names it means the first. Change one.`
      report.warning('otm-repeated-id', what, fieldOf(node, 'id')?.at ?? node.at)
    }
    seen.add(id)
    tellOddParts(node, `the ${noun} "${shorten(name ?? id)}"`, report)
    return [{ section, id, name: name?.replace(/\s+/gu, ' ') ?? id, node, path: [key, index], at: node.at }]
  })
}

/** The first place of an object, so that a message marks no whole file. */
function startOf({ at, members }: JsonObject): Span {
  const [first] = members.values()
  return first?.keyAt ?? { from: at.from, to: Math.min(at.from + 1, at.to) }
}

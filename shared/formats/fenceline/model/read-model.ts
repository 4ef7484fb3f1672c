/** Located nodes to a model whose references all hold; what dangles is reported and left out. */
import type { Locate, Range } from '../../../core/diagnostics.ts'
import { flowRef } from '../../../model/ids.ts'
import { EMPTY_LAYOUT } from '../../../model/layout.ts'
import type { Model } from '../../../model/schema.ts'
import type { ReadResult } from '../../format.ts'
import { dialectOf } from '../threagile/dialect.ts'
import type { Duplicate } from '../yaml/build.ts'
import { describeProblems, type OpenedYaml, openYaml } from '../yaml/open.ts'
import { diagnosticsOf, lineMapOf, type Problem } from '../yaml/problem.ts'
import type { MapNode, Span } from '../yaml/source-node.ts'
import { findCut } from './end-marker.ts'
import { readElements } from './read-elements.ts'
import { readReviews } from './read-reviews.ts'
import { Reading } from './reading.ts'
import { hasModelKey, reportNearMisses } from './unknown-keys.ts'

/** The version of the file's vocabulary that this program writes; a file that names none is of this version. */
export const FILE_VERSION = 1

/** Reads a model file. Never throws; `model` is null only where the text is not a model document at all. */
export function readModel(text: string, file?: string): ReadResult {
  return readOpened(openYaml(text), file)
}

/** Reads a text that is open already. */
export function readOpened(opened: OpenedYaml, file?: string): ReadResult {
  const { text } = opened
  const { model, problems, places } = modelOf(opened)
  const lines = lineMapOf(text)
  const locate: Locate = (id): Range | undefined => {
    const place = places.get(id)
    return place && lines.range(place)
  }
  const diagnostics =
    opened.root === null
      ? describeProblems(opened, file)
      : diagnosticsOf([...opened.problems, ...problems], lines, file)
  return { model, layout: EMPTY_LAYOUT, diagnostics, locate }
}

interface OpenedModel {
  readonly model: Model | null
  readonly problems: readonly Problem[]
  readonly places: ReadonlyMap<string, Span>
}

const known = new WeakMap<OpenedYaml, OpenedModel>()

/** The model of an opened text, with what is wrong in it and where its elements stand; read once for each. */
export function modelOf(opened: OpenedYaml): OpenedModel {
  const found = known.get(opened) ?? readNodes(opened)
  known.set(opened, found)
  return found
}

function readNodes(opened: OpenedYaml): OpenedModel {
  const reading = new Reading()
  if (!opened.root) return { model: null, problems: opened.problems, places: reading.places }
  const cut = findCut(opened.text)
  if (cut) reading.problems.push(cut)
  if (opened.root.kind !== 'map' || !hasModelKey(opened.root)) {
    reading.error(
      'not-a-model',
      'A model file is a map that starts with a title. Nothing here is one.',
      opened.root,
    )
    return { model: null, problems: reading.problems, places: reading.places }
  }
  if (isFragment(opened.root)) {
    const has = opened.root.entries.map(({ key }) => key).slice(0, 3)
    const message = `This is a part of a Threagile model (${has.join(', ')}), not a whole one: it has no title. Open the file that includes it, or add a title.`
    reading.error('fragment', message, opened.root)
    return { model: null, problems: reading.problems, places: reading.places }
  }
  if (cut?.severity === 'error') {
    return { model: null, problems: reading.problems, places: reading.places }
  }
  for (const duplicate of opened.duplicates) {
    reading.problems.push(describeDuplicate(duplicate, opened.text))
  }
  const root = opened.root
  checkVersion(reading, root)
  reportLooseLinks(reading, root)
  const elements = readElements(reading, root)
  const targets = new Set([...elements.components.map(({ id }) => id), ...elements.flows.map(flowRef)])
  reportNearMisses(reading, root)
  const model: Model = { ...elements, ...readReviews(reading, root, targets, elements.boundaries) }
  return { model, problems: reading.problems, places: reading.places }
}

/** A file that others include is no model alone: most of what it names stands in the files beside it. */
function isFragment(root: MapNode): boolean {
  const isHead = ['title', 'threagile_version', 'includes'].some((key) => root.byKey.has(key))
  return !isHead && dialectOf(root).name !== 'fenceline'
}

/** Threagile does not read links outside a component, and a model without its flows must not pass for whole. */
function reportLooseLinks(reading: Reading, root: MapNode): void {
  const loose = root.byKey.get('communication_links')
  if (!loose || loose.value.kind !== 'map' || loose.value.entries.length === 0) return
  const message = 'Flows are read below the component that they leave, so none of these is. Move them there.'
  reading.report('warning', 'loose-flows', message, loose.keySpan)
}

function checkVersion(reading: Reading, root: MapNode): void {
  const version = reading.text(root, 'fenceline_version')
  const at = root.byKey.get('fenceline_version')?.value
  if (version === undefined || !at) return
  if (!/^\d+$/.test(version)) {
    reading.error('wrong-type', `"fenceline_version: ${version}" must be a whole number. Remove it.`, at)
  } else if (Number(version) > FILE_VERSION) {
    const message = `The file is of version ${version}; this program knows version ${FILE_VERSION}. Update Fenceline before you edit it.`
    reading.error('newer-version', message, at)
  }
}

function describeDuplicate({ path, key, first, again }: Duplicate, text: string): Problem {
  const line = lineMapOf(text).position(first.start).line
  const [section = '', element = '', inner] = path
  const prefix = new Map([
    ['technical_assets', ''],
    ['trust_boundaries', 'boundary:'],
    ['data_assets', 'data:'],
  ]).get(section)
  const isElement = path.length === 1 && prefix !== undefined
  const isFlow = path.length === 3 && section === 'technical_assets' && inner === 'communication_links'
  const code = isElement ? 'duplicate-id' : isFlow ? 'duplicate-flow' : 'duplicate-key'
  const elementId = isElement ? `${prefix}${key}` : isFlow ? flowRef({ from: element, id: key }) : undefined
  const message = `"${isFlow ? elementId : key}" stands here a second time; the one in line ${line} counts. Rename or remove one.`
  return { code, severity: 'error', message, at: again, ...(elementId === undefined ? {} : { elementId }) }
}

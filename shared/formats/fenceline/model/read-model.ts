/** Located nodes to a model whose references all hold; what dangles is reported and left out. */
import type { Locate, Range } from '../../../core/diagnostics.ts'
import type { Duplicate } from '../../../core/yaml/build.ts'
import { type OpenedYaml, openYaml } from '../../../core/yaml/open.ts'
import { diagnosticsOf, lineMapOf, type Problem } from '../../../core/yaml/problem.ts'
import type { MapNode, SourceNode, Span } from '../../../core/yaml/source-node.ts'
import { flowRef } from '../../../model/ids.ts'
import { EMPTY_LAYOUT } from '../../../model/layout.ts'
import type { Model } from '../../../model/schema.ts'
import type { ReadResult } from '../../format.ts'
import {
  followIncludes,
  type Include,
  includesOf,
  mergeParts,
  type Part,
  type Parts,
} from '../includes/merge.ts'
import { dialectOf } from '../threagile/dialect.ts'
import { findCut } from './end-marker.ts'
import { hasModelKey, reportNearMisses } from './keys/unknown-keys.ts'
import { readElements } from './read-elements.ts'
import { Reading } from './reading.ts'
import { readReviews } from './reviews/read-reviews.ts'
import { readRules } from './reviews/read-rules.ts'

/** The version of the file's vocabulary that this program writes; a file that names none is of this version. */
const FILE_VERSION = 1

/** Where the file stands in the opened folder, and how to get at the files that it includes. */
export interface Includes {
  readonly file: string
  readonly include: Include
}

export interface ModelRead extends ReadResult {
  /** Paths of the files that the model is made of besides this one. */
  readonly included: readonly string[]
  /** The file and place of an element, in included files too. */
  readonly origin: (id: string) => { readonly file: string | undefined; readonly range: Range } | undefined
}

/**
 * Reads a model file. Never throws; `model` is null where the text is not a model document at all, and where
 * a file that it includes cannot be had: half a model is none.
 */
export function readModel(text: string, file?: string, include?: Include): ModelRead {
  return readOpened(openYaml(text), file, include && { file: file ?? '', include })
}

/** Reads a text that is open already. */
export function readOpened(opened: OpenedYaml, file?: string, includes?: Includes): ModelRead {
  const { model, problems, places, parts } = modelOf(opened, includes)
  const lines = parts.map((part) => ({ ...part, lines: lineMapOf(part.opened.text) }))
  const partAt = (offset: number) => lines.findLast(({ base }) => base <= offset)
  const origin = (id: string) => {
    const place = places.get(id)
    const part = place && partAt(place.start)
    if (!place || !part) return undefined
    const range = part.lines.range({ start: place.start - part.base, end: place.end - part.base })
    return { file: part.base === 0 ? file : part.file, range }
  }
  const locate: Locate = (id) => {
    const found = origin(id)
    return found?.file === file ? found?.range : undefined
  }
  const diagnostics = lines.flatMap((part) => {
    const own = problems
      .filter(({ at }) => partAt(at.start) === part)
      .map((each) => ({ ...each, at: { start: each.at.start - part.base, end: each.at.end - part.base } }))
    return diagnosticsOf(own, part.lines, part.base === 0 ? file : part.file)
  })
  const included = parts.slice(1).map((part) => part.file)
  return { model, layout: EMPTY_LAYOUT, diagnostics, locate, included, origin }
}

/** Components, flows, boundaries, data assets, risks and mitigations together. */
const MAX_ELEMENTS = 50_000

interface OpenedModel {
  readonly model: Model | null
  /** In offsets of all parts together, as are the places. */
  readonly problems: readonly Problem[]
  readonly places: ReadonlyMap<string, Span>
  readonly parts: readonly Part[]
  /** All parts as one map. */
  readonly root: SourceNode | null
}

const known = new WeakMap<OpenedYaml, OpenedModel>()

/**
 * The model of an opened text, with what is wrong in it and where its elements stand; read once for each
 * that includes no other.
 */
export function modelOf(opened: OpenedYaml, includes?: Includes): OpenedModel {
  if (includes && includesOf(opened.root).length > 0) return readNodes(opened, includes)
  const found = known.get(opened) ?? readNodes(opened)
  known.set(opened, found)
  return found
}

function readNodes(opened: OpenedYaml, includes?: Includes): OpenedModel {
  const reading = new Reading()
  const alone: Parts = { parts: [{ file: '', opened, base: 0 }], problems: [] }
  const { parts, problems: unfollowed } = includes
    ? followIncludes(opened, includes.file, includes.include)
    : alone
  const refuse = (): OpenedModel => ({
    ...{ model: null, problems: reading.problems, places: reading.places, parts, root: opened.root },
  })
  reading.problems.push(...opened.problems, ...unfollowed)
  if (!opened.root) return refuse()
  const cut = findCut(opened.text)
  if (cut) reading.problems.push(cut)
  if (unfollowed.some(({ severity }) => severity === 'error')) return refuse()
  const [first] = includesOf(opened.root)
  if (first && !includes) {
    const message =
      'This text includes other files, which are read only with the file itself. Edit it in a text editor.'
    reading.error('unfollowed-include', message, first)
    return refuse()
  }
  const merged = parts.length > 1 ? mergeParts(parts) : undefined
  const root = merged?.root ?? opened.root
  reading.problems.push(...(merged?.problems ?? []))
  if (root.kind !== 'map' || !hasModelKey(root)) {
    reading.error('not-a-model', 'A model file is a map that starts with a title. Nothing here is one.', root)
    return refuse()
  }
  if (isFragment(root)) {
    const has = root.entries.map(({ key }) => key).slice(0, 3)
    const message = `This is a part of a Threagile model (${has.join(', ')}), not a whole one: it has no title. Open the file that includes it, or add a title.`
    reading.error('fragment', message, root)
    return refuse()
  }
  if (cut?.severity === 'error') return refuse()
  for (const part of parts) {
    for (const duplicate of part.opened.duplicates) {
      reading.problems.push(describeDuplicate(duplicate, part))
    }
  }
  checkVersion(reading, root)
  reportLooseLinks(reading, root)
  const elements = readElements(reading, root)
  const targets = new Set([...elements.components.map(({ id }) => id), ...elements.flows.map(flowRef)])
  reportNearMisses(reading, root)
  const model: Model = {
    ...elements,
    ...readReviews(reading, root, targets, elements.boundaries),
    ...readRules(reading, root),
  }
  if (hasTooMany(reading, model, root)) return refuse()
  return { model, problems: reading.problems, places: reading.places, parts, root }
}

function hasTooMany(reading: Reading, model: Model, root: MapNode): boolean {
  const { components, flows, boundaries, dataAssets, risks, mitigations } = model
  const all = { components, flows, boundaries, 'data assets': dataAssets, risks, mitigations }
  const counts = Object.entries(all).map(([what, { length }]) => ({ what, length }))
  const total = counts.reduce((sum, { length }) => sum + length, 0)
  if (total <= MAX_ELEMENTS) return false
  const [most] = counts.sort((a, b) => b.length - a.length)
  const mostly = most ? `, ${most.length.toLocaleString('en')} of them ${most.what}` : ''
  const message = `The model has ${total.toLocaleString('en')} elements${mostly}; 50,000 are the most. Split it into several models.`
  reading.error('too-many-elements', message, { start: root.start, end: root.start })
  return true
}

/** A file that others include is no model alone: most of what it names stands in the files beside it. */
function isFragment(root: MapNode): boolean {
  const isHead = ['title', 'threagile_version'].some((key) => root.byKey.has(key))
  return !isHead && dialectOf(root).name !== 'fenceline'
}

/** Threagile does not read links outside a component, and a model without its flows must not pass for whole. */
function reportLooseLinks(reading: Reading, root: MapNode): void {
  const loose = root.byKey.get('communication_links')
  if (loose?.value.kind !== 'map' || loose.value.entries.length === 0) return
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

function describeDuplicate(
  { path, key, first, again }: Duplicate,
  { opened: { text }, base }: Part,
): Problem {
  const line = lineMapOf(text).position(first.start).line
  const [section = '', element = '', inner] = path
  const prefix = new Map([
    ['technical_assets', ''],
    ['trust_boundaries', 'boundary:'],
    ['data_assets', 'data:'],
    ['mitigations', 'mitigation:'],
  ]).get(section)
  const isElement = path.length === 1 && prefix !== undefined
  const isFlow = path.length === 3 && section === 'technical_assets' && inner === 'communication_links'
  const code = isElement ? 'duplicate-id' : isFlow ? 'duplicate-flow' : 'duplicate-key'
  const elementId = isElement ? `${prefix}${key}` : isFlow ? flowRef({ from: element, id: key }) : undefined
  const message = `"${isFlow ? elementId : key}" stands here a second time; the one in line ${line} counts. Rename or remove one.`
  return {
    code,
    severity: 'error',
    message,
    at: { start: again.start + base, end: again.end + base },
    ...(elementId === undefined ? {} : { elementId }),
  }
}

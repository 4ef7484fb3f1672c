/** Which kind of component a node is: told by the notation, or guessed from class, shape, icon and words. */

import { findKindWord } from '../../../model/from-drawing/kind-words.ts'
import type { Kind } from '../../../model/schema.ts'
import type { Flowchart, FlowVertex } from '../syntax/flowchart.ts'

export interface Reading {
  readonly kind: Kind
  /** What the guess rests on, as the end of "is read as a data store, from ..."; absent where nothing was guessed. */
  readonly from?: string
}

/** The notation that Fenceline writes. */
const NOTATION: Readonly<Record<string, Kind>> = {
  square: 'external',
  rect: 'external',
  stadium: 'process',
  circle: 'process',
  cylinder: 'store',
}
/** Class names that say a kind outright. */
const SAID: Readonly<Record<string, Kind>> = {
  external: 'external',
  externalentity: 'external',
  entity: 'external',
  process: 'process',
  store: 'store',
  datastore: 'store',
}
const CLASS_WORDS: Readonly<Record<Kind, ReadonlySet<string>>> = {
  external: setOf(
    'external ext extern outside user users customer client actor person human admin thirdparty third vendor partner untrusted browser internet saas',
  ),
  store: setOf(
    'db database store datastore storage cache queue bucket s3 redis postgres sql data persistence volume topic',
  ),
  process: setOf(
    'process proc service services svc microservice app application server api gateway function lambda backend frontend compute worker',
  ),
}
/** Mermaid's names of shapes, short and long, that stand for something kept. */
const STORES: Readonly<Record<string, string>> = {
  ...named(
    'its cylinder shape',
    'cylinder cyl db database h-cyl das horizontal-cylinder lin-cyl disk lined-cylinder',
  ),
  ...named('its data store shape', 'datastore data-store bow-rect stored-data bow-tie-rectangle'),
  ...named('its storage shape', 'win-pane internal-storage window-pane'),
  ...named(
    'its document shape',
    'doc document docs documents st-doc stacked-document lin-doc lined-document tag-doc tagged-document',
  ),
  ...named('its file shape', 'flip-tri flipped-triangle manual-file paper-tape flag'),
}
const PEOPLE: Readonly<Record<string, string>> = {
  ...named('its manual input shape', 'sl-rect manual-input sloped-rectangle'),
  ...named('its person shape', 'person actor user'),
}
/** Says nothing: it is what a node without a shape gets. */
const PLAIN = setOf('square rect rectangle proc process labelrect')
const ROUNDS = setOf(
  'round rounded event stadium pill terminal circle circ doublecircle dbl-circ double-circle ellipse',
)
const ROUND_NAMES: Readonly<Record<string, string>> = {
  round: 'rounded',
  event: 'rounded',
  pill: 'stadium',
  circ: 'circle',
  'dbl-circ': 'circle',
  'double-circle': 'circle',
  doublecircle: 'circle',
}
const ICONS: readonly (readonly [RegExp, Kind])[] = [
  [
    /user|person|people|child|male|female|laptop|desktop|mobile|phone|tablet|chrome|firefox|safari|browser|globe/iu,
    'external',
  ],
  [
    /database|server-stack|hdd|hard-drive|disk|floppy|file|folder|box-archive|archive|bucket|storage|s3|redis|postgres|mysql|mongo/iu,
    'store',
  ],
  [/server|cog|gear|microchip|robot|lambda|function|docker|node|network|cloud|shield|bolt|code/iu, 'process'],
]
const KIND_NAMES: Readonly<Record<Kind, string>> = {
  external: 'an external entity',
  process: 'a process',
  store: 'a data store',
}

/** "Orders" is read as a data store, from its cylinder shape. */
export function printGuess(title: string, { kind, from }: Reading): string {
  return `"${title}" is read as ${KIND_NAMES[kind]}, ${from ?? ''}.`
}

/** What a chart as a whole says about its shapes. */
export interface Habit {
  readonly isOurs: boolean
  /** True where boxes, rounds and stores stand beside each other, as in a data flow diagram: a box is an external entity. */
  readonly hasNotation: boolean
}

export function habitOf(chart: Flowchart, isOurs: boolean): Habit {
  const has = (test: (shape: string) => boolean) => chart.vertices.some(({ shape }) => test(shape))
  const hasNotation =
    has((shape) => shape === 'square' || shape === 'rect') &&
    has((shape) => ROUNDS.has(shape)) &&
    has((shape) => Object.hasOwn(STORES, shape))
  return { isOurs, hasNotation }
}

/** `icon` is what the label or a `@{}` block shows. */
export function readKind(vertex: FlowVertex, title: string, icon: string | undefined, habit: Habit): Reading {
  const { shape } = vertex
  const noted = habit.isOurs ? own(NOTATION, shape) : undefined
  if (noted) return { kind: noted }
  for (const name of vertex.classes) {
    const said = own(SAID, name.toLowerCase().replace(/[-_]/gu, ''))
    if (said) return { kind: said }
  }
  return (
    byClass(vertex) ??
    byTable(STORES, shape, 'store') ??
    byTable(PEOPLE, shape, 'external') ??
    byIcon(icon) ??
    byWord(title, 'title') ??
    byWord(wordsOf(title), 'title') ??
    byWord(wordsOf(vertex.id), 'id') ??
    byShape(shape, habit)
  )
}

function byClass({ classes }: FlowVertex): Reading | undefined {
  for (const kind of ['external', 'store', 'process'] as const) {
    const name = classes.find((each) =>
      wordsOf(each)
        .toLowerCase()
        .split(' ')
        .some((word) => CLASS_WORDS[kind].has(word)),
    )
    if (name !== undefined) return { kind, from: `from its class "${name}"` }
  }
  return undefined
}

function byTable(table: Readonly<Record<string, string>>, shape: string, kind: Kind): Reading | undefined {
  const from = own(table, shape)
  return from === undefined ? undefined : { kind, from: `from ${from}` }
}

function byIcon(icon: string | undefined): Reading | undefined {
  if (icon === undefined) return undefined
  const found = ICONS.find(([pattern]) => pattern.test(icon))
  return found ? { kind: found[1], from: `from its icon "${icon}"` } : undefined
}

function byWord(text: string, where: 'title' | 'id'): Reading | undefined {
  const found = findKindWord(text)
  return found ? { kind: found.kind, from: `from the word "${found.word}" in its ${where}` } : undefined
}

function byShape(shape: string, { hasNotation }: Habit): Reading {
  if (hasNotation && (shape === 'square' || shape === 'rect')) {
    return { kind: 'external', from: 'from its box among rounded processes' }
  }
  if (shape === '' || PLAIN.has(shape)) {
    return { kind: 'process', from: 'since nothing says what else it is' }
  }
  return { kind: 'process', from: `from its ${own(ROUND_NAMES, shape) ?? shape} shape` }
}

/** `userDB_main` as words. */
function wordsOf(name: string): string {
  return name
    .slice(0, 200)
    .replace(/(\p{Ll}|\p{N})(?=\p{Lu})/gu, '$1 ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '))
}

function named(from: string, shapes: string): Readonly<Record<string, string>> {
  return Object.fromEntries(shapes.split(' ').map((shape) => [shape, from]))
}

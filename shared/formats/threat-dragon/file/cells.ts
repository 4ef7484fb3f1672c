/** Cells of a diagram: what they are, where they stand and what they hold. */
import { fieldOf, flagOf, itemsOf, textOf } from '../../../core/json/look.ts'
import type { JsonValue } from '../../../core/json/parse.ts'
import type { JsonPath } from '../../../core/json/plan.ts'
import type { Rect } from '../../../model/placing/rect.ts'
import { saysNothing, tellOdd } from '../../reading/odd.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import { readThreats } from './threats.ts'
import type { Cell, CellKind, Dialect, End } from './types.ts'
import { numeric, oneLine, pointOf, valueAt, wordOf } from './values.ts'

/** By `shape`, which version 2 draws by. */
const SHAPES: ReadonlyMap<string, CellKind> = new Map([
  ['actor', 'actor'],
  ['process', 'process'],
  ['store', 'store'],
  ['agent', 'process'],
  ['agent-tool', 'process'],
  ['td-text-block', 'text'],
  ['text', 'text'],
  ['flow', 'flow'],
  ['edge', 'flow'],
  ['trust-boundary-box', 'box'],
  ['trust-boundary-curve', 'curve'],
  // Many files have this misspelling, and the tool knows it.
  ['trust-broundary-curve', 'curve'],
  ['trust-boundary', 'curve'],
])
/** By `type`, of version 1, and of version 2 where the shape says nothing. */
const TYPES: ReadonlyMap<string, CellKind> = new Map([
  ['tm.actor', 'actor'],
  ['tm.process', 'process'],
  ['tm.store', 'store'],
  ['tm.agent', 'process'],
  ['tm.agenttool', 'process'],
  ['tm.text', 'text'],
  ['tm.flow', 'flow'],
  ['tm.boundarybox', 'box'],
  ['tm.boundary', 'curve'],
])
/** As large as the tool makes them. */
const SIZES: Readonly<Record<CellKind, { readonly width: number; readonly height: number }>> = {
  actor: { width: 160, height: 80 },
  process: { width: 100, height: 100 },
  store: { width: 160, height: 80 },
  text: { width: 150, height: 80 },
  box: { width: 500, height: 400 },
  curve: { width: 0, height: 0 },
  flow: { width: 0, height: 0 },
}

/** Undefined for what is no cell, or one that is of no known kind; both are told. */
export function readCell(
  value: JsonValue,
  path: JsonPath,
  dialect: Dialect,
  report: Reporting,
): Cell | undefined {
  if (value.kind !== 'object') {
    report.error(
      'threat-dragon-malformed',
      'A cell of a diagram is no object. Take an intact copy.',
      value.at,
    )
    return undefined
  }
  const data = fieldOf(value, 'data')
  // Attributes stand where the dialect has them, and some generators mix the two.
  const isOld = data?.kind !== 'object' && (dialect === 1 || fieldOf(value, 'type') !== undefined)
  const attributes = isOld ? value : (data ?? value)
  const attributesPath: JsonPath = isOld ? [] : ['data']
  const [source, target] = [endOf(value, 'source'), endOf(value, 'target')]
  const kind = kindOf(value, attributes)
  const { name, namePaths } = nameOf(value, attributesPath)
  if (!kind) {
    const word = textOf(attributes, 'type') ?? textOf(value, 'shape') ?? ''
    const hasThreats = [attributes, value].some((each) => itemsOf(each, 'threats').length > 0)
    const what = `"${shorten(name || 'A cell')}" is of the unknown type "${shorten(word)}" and is left out${hasThreats ? ' with its threats' : ''}.`
    report.lost('threat-dragon-not-carried', what, value.at)
    return undefined
  }
  const rect = rectOf(value, kind)
  const telling = { report, code: 'threat-dragon-not-carried' }
  if (!isOld && data && data.kind !== 'object' && !saysNothing(data)) {
    const what = `What stands for the attributes of "${shorten(name || 'a cell')}"`
    tellOdd(data, what, 'an object', telling)
  }
  const threats = readThreats(value, attributes, path, attributesPath, name, telling)
  const at = value.at
  return {
    ...{ kind, dialect: isOld ? 1 : 2, id: wordOf(value, 'id'), name, namePaths, value, attributes, path },
    ...{ attributesPath, source, target, isSmooth: isSmooth(value), threats, at },
    ...(rect ? { rect } : {}),
    threatsPath: threats[0]?.path.slice(0, -1) ?? [...path, ...attributesPath, 'threats'],
    vertices: itemsOf(value, 'vertices').flatMap((each) => pointOf(each) ?? []),
  }
}

/** What is drawn decides: the shape, where it is known, and of a boundary whether it has ends. */
function kindOf(value: JsonValue, attributes: JsonValue): CellKind | undefined {
  const shape = SHAPES.get((textOf(value, 'shape') ?? '').toLowerCase())
  const type = TYPES.get((textOf(attributes, 'type') ?? textOf(value, 'type') ?? '').toLowerCase())
  const kind = (textOf(value, 'shape') === 'edge' ? type : shape) ?? type ?? shape
  if (kind !== 'box' && kind !== 'curve') return kind
  const hasEnds = fieldOf(value, 'source') !== undefined && fieldOf(value, 'target') !== undefined
  return hasEnds ? 'curve' : fieldOf(value, 'position') || fieldOf(value, 'size') ? 'box' : kind
}

/** The attribute that the tool's form shows, else what the picture says. */
function nameOf(
  value: JsonValue,
  attributesPath: JsonPath,
): { readonly name: string; readonly namePaths: readonly JsonPath[] } {
  const labels = itemsOf(value, 'labels').flatMap((label, index): readonly JsonPath[] =>
    label.kind === 'string'
      ? [['labels', index]]
      : ['labelText', 'label', 'text'].map((part) => ['labels', index, 'attrs', part, 'text']),
  )
  const paths: readonly JsonPath[] = [
    [...attributesPath, 'name'],
    ['attrs', 'text', 'text'],
    ['attrs', 'label', 'text'],
    ['attrs', 'headerText', 'text'],
    ['label'],
    ...labels,
  ]
  const found = paths.flatMap((path) => {
    const text = valueAt(value, path)
    return text?.kind === 'string' ? [{ path, text: text.value }] : []
  })
  const named = found.find(({ text }) => oneLine(text) !== '')
  return { name: oneLine(named?.text ?? ''), namePaths: found.map(({ path }) => path) }
}

/** Nodes stand where `position` says, or at `x` and `y`, which the tool's library takes too. */
function rectOf(value: JsonValue, kind: CellKind): Rect | undefined {
  const [position, size] = [fieldOf(value, 'position'), fieldOf(value, 'size')]
  const at = pointOf(position) ?? pointOf(value)
  if (!at || kind === 'flow' || kind === 'curve') return undefined
  const width = numeric(size, 'width') ?? numeric(value, 'width') ?? SIZES[kind].width
  const height = numeric(size, 'height') ?? numeric(value, 'height') ?? SIZES[kind].height
  return { ...at, width: Math.max(1, width), height: Math.max(1, height) }
}

function endOf(value: JsonValue, key: 'source' | 'target'): End {
  const end = fieldOf(value, key)
  if (end?.kind === 'string') return { cell: end.value }
  const whole = fieldOf(end, 'cell')
  const cell = (whole?.kind === 'object' ? wordOf(whole, 'id') : wordOf(end, 'cell')) || wordOf(end, 'id')
  const port = wordOf(end, 'port')
  const point = pointOf(end)
  return { ...(cell === '' ? {} : { cell }), ...(port === '' ? {} : { port }), ...(point ? { point } : {}) }
}

/** Both versions draw edges smooth unless a file says otherwise. */
function isSmooth(value: JsonValue): boolean {
  const connector = textOf(value, 'connector') ?? textOf(fieldOf(value, 'connector'), 'name')
  return (connector === undefined || connector === 'smooth') && flagOf(value, 'smooth') !== false
}

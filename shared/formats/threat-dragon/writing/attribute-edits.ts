/** From what an element says now to the attributes of its cell, and what of them differs from before. */
import type { Json } from '../../../core/json/look.ts'
import type { JsonEdit } from '../../../core/json/plan.ts'
import type { Boundary, Component, Flow, Kind } from '../../../model/schema.ts'
import type { Cell, CellKind } from '../file/types.ts'
import { FLAGS, FLOW_FLAGS, partsOfComponent, reasonOf } from '../mapping/attributes.ts'
import { SHAPE, TYPE } from './new-cells.ts'

type Attributes = { readonly [key: string]: Json }

export const CELL_OF: Readonly<Record<Kind, CellKind>> = {
  external: 'actor',
  process: 'process',
  store: 'store',
}

/** Every attribute that the tool's form of this kind has. */
export function ofComponent(component: Component): Attributes {
  const { text, value } = partsOfComponent(component.description)
  const flags = FLAGS.filter((flag) => flag.kind === component.kind || component[flag.as].includes(flag.word))
  return {
    description: text,
    outOfScope: component.outOfScope !== undefined,
    reasonOutOfScope: reasonOf(component.outOfScope),
    ...Object.fromEntries(flags.map(({ field, as, word }) => [field, component[as].includes(word)])),
    ...(component.kind === 'store' ? { isEncrypted: isEncrypted(component) } : {}),
    ...(component.kind === 'process' || value !== '' ? { privilegeLevel: value } : {}),
  }
}

export function ofFlow(flow: Flow, outOfScope: string | undefined, isBidirectional: boolean): Attributes {
  return {
    description: flow.description ?? '',
    outOfScope: outOfScope !== undefined,
    reasonOutOfScope: reasonOf(outOfScope),
    isBidirectional,
    ...Object.fromEntries(FLOW_FLAGS.map(({ field, word }) => [field, flow.tags.includes(word)])),
    protocol: flow.protocol ?? '',
  }
}

export function ofBoundary({ description }: Boundary): Attributes {
  return { description: description ?? '', isTrustBoundary: true }
}

/** What differs, from the cell on; what the file does not have stays away as long as it is empty. */
export function attributeEdits(cell: Cell, before: Attributes, after: Attributes): readonly JsonEdit[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].flatMap((name): readonly JsonEdit[] => {
    const [was, is] = [before[name] ?? empty(after[name]), after[name] ?? empty(before[name])]
    return was === is ? [] : [{ set: [...cell.attributesPath, name], to: is }]
  })
}

/** A new title wherever the file has the old one, and where the tool's form shows it. */
export function titleEdits(cell: Cell, before: string, after: string): readonly JsonEdit[] {
  if (before === after) return []
  const shown = cell.namePaths.map((set): JsonEdit => ({ set, to: after }))
  if (cell.dialect === 2) {
    const isThere = cell.namePaths.some((path) => path[0] === 'data' && path[1] === 'name')
    return isThere ? shown : [...shown, { set: ['data', 'name'], to: after }]
  }
  if (shown.length > 0) return shown
  if (cell.kind !== 'flow' && cell.kind !== 'curve') return [{ set: ['attrs', 'text', 'text'], to: after }]
  const text = { text: after, 'font-weight': '400', 'font-size': 'small' }
  return [{ set: ['labels'], to: [{ position: 0.5, attrs: { text } }] }]
}

/** Another shape for a component of another kind. */
export function kindEdits(cell: Cell, before: Kind, after: Kind): readonly JsonEdit[] {
  if (before === after) return []
  const kind = CELL_OF[after]
  const type: JsonEdit = { set: [...cell.attributesPath, 'type'], to: TYPE[kind] }
  return cell.dialect === 1 ? [type] : [type, { set: ['shape'], to: SHAPE[kind] }]
}

function isEncrypted({ encryption }: Component): boolean {
  return encryption !== undefined && encryption !== 'none'
}

function empty(value: Json | undefined): Json {
  return typeof value === 'boolean' ? false : ''
}

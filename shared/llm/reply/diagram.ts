/**
 * Reads a proposed diagram and prints it as plain-text DFD, the form in which a person reads, corrects and
 * takes it. The model is built here and printed by the format, so that no name can be read as something else.
 */
import { hasErrors } from '../../core/diagnostics.ts'
import { readDfd } from '../../formats/dfd/read.ts'
import { titleKey } from '../../formats/dfd/syntax/spelling.ts'
import { printDfd } from '../../formats/dfd/write.ts'
import { flowRef, slug, uniqueId } from '../../model/ids.ts'
import {
  type Boundary,
  type Component,
  EMPTY_MODEL,
  type Flow,
  KINDS,
  type Model,
} from '../../model/schema.ts'
import type { DroppedRow } from '../types.ts'
import { findJson } from './find-json.ts'
import { plainLine } from './plain-text.ts'
import { type Row, readRows, readTexts, refuseRow, shown } from './rows.ts'

type Reply = Readonly<Record<string, unknown>>
interface Checked {
  readonly restore: (text: string) => string
  readonly dropped: DroppedRow[]
}

const MAX_ZONE_DEPTH = 32
const MAX_TITLE = 200

/** Never throws. The text reads back without errors; a `problem` means that nothing is left to draw. */
export function readProposal(
  text: string,
  restore: (text: string) => string,
): { dfd: string; dropped: readonly DroppedRow[] } | { problem: string } {
  const found = findJson(text)
  if ('problem' in found) return found
  const dropped: DroppedRow[] = []
  const model = modelOf(found.object, { restore, dropped })
  if (model.components.length === 0) return { problem: 'The reply proposes no component.' }
  const dfd = printDfd(model)
  if (hasErrors(readDfd(dfd).diagnostics))
    return { problem: 'The proposed diagram cannot be written as text.' }
  return { dfd, dropped }
}

function modelOf(reply: Reply, checked: Checked): Model {
  const taken = new Set<string>()
  const newId = (title: string): string => {
    const id = uniqueId(slug(title), (used) => taken.has(used))
    taken.add(id)
    return id
  }
  const zones = readZones(reply, checked, newId)
  const components = readComponents(reply, checked, zones, newId)
  const flows = readFlows(reply, checked, components)
  const title = titleOf(reply, checked)
  return {
    ...EMPTY_MODEL,
    title: title === '' ? EMPTY_MODEL.title : title,
    boundaries: [...zones.values()],
    components: [...components.values()],
    flows,
    notes: readTexts(reply, 'notes', checked),
  }
}

function titleOf(reply: Reply, { restore }: Checked): string {
  const title = Object.hasOwn(reply, 'title') ? reply.title : ''
  return typeof title === 'string' ? restore(plainLine(title).slice(0, MAX_TITLE)) : ''
}

/**
 * Zones by the key of their title; one may name a parent that comes later. A zone whose parent is not there,
 * or that encloses itself, stands outside: what is in it would be lost otherwise.
 */
function readZones(reply: Reply, checked: Checked, newId: (title: string) => string): Map<string, Boundary> {
  const seen = new Set<string>()
  const rows = readRows(reply, 'zones', checked, (row) => {
    const parent = row.maybe('parent')
    return { title: newName(row, seen), parent }
  })
  const waiting = [...rows]
  const zones = new Map<string, Boundary>()
  const depths = new Map<string, number>()
  const holderOf = ({ parent }: { readonly parent: string }): Boundary | undefined => {
    const holder = zones.get(titleKey(parent))
    return holder && (depths.get(holder.id) ?? 0) < MAX_ZONE_DEPTH ? holder : undefined
  }
  while (waiting.length > 0) {
    const next = waiting.findIndex((zone) => zone.parent === '' || holderOf(zone))
    const [zone] = waiting.splice(Math.max(0, next), 1)
    if (!zone) break
    const holder = holderOf(zone)
    if (next < 0) {
      const why = 'is not in the diagram, encloses itself or is nested too deep'
      misplaced(checked, zone, `The zone "${zone.parent}" around it ${why}. It stands outside.`)
    }
    const { title } = zone
    const id = newId(title)
    depths.set(id, holder ? (depths.get(holder.id) ?? 0) + 1 : 1)
    zones.set(titleKey(title), {
      id,
      title,
      kind: 'zone',
      parent: holder?.id ?? null,
      crossedBy: [],
      tags: [],
    })
  }
  return zones
}

/** Says that a row was taken without the zone that it names. */
function misplaced({ dropped }: Checked, row: object, reason: string): void {
  dropped.push({ row: shown(row), reason })
}

function readComponents(
  reply: Reply,
  checked: Checked,
  zones: ReadonlyMap<string, Boundary>,
  newId: (title: string) => string,
): Map<string, Component> {
  const seen = new Set<string>()
  const components = readRows(reply, 'components', checked, (row): Component => {
    const kind = row.word('kind', KINDS)
    const [zone, note] = [row.maybe('zone'), row.maybe('note')]
    const holder = zones.get(titleKey(zone))
    const title = newName(row, seen)
    if (zone !== '' && !holder)
      misplaced(
        checked,
        { name: title, zone },
        `The zone "${zone}" is not in the diagram. It stands outside.`,
      )
    return {
      id: newId(title),
      title,
      kind,
      zone: holder?.id ?? null,
      ...(note === '' ? {} : { note }),
      technologies: [],
      tags: [],
      dataProcessed: [],
      dataStored: [],
      formatsAccepted: [],
    }
  })
  return new Map(components.map((component) => [titleKey(component.title), component]))
}

function readFlows(
  reply: Reply,
  checked: Checked,
  components: ReadonlyMap<string, Component>,
): readonly Flow[] {
  const refs = new Set<string>()
  const said = new Set<string>()
  return readRows(reply, 'flows', checked, (row): Flow => {
    const from = endOf(row, 'from', components)
    const to = endOf(row, 'to', components)
    const protocol = row.maybe('protocol')
    const words = JSON.stringify([from, to, titleKey(protocol)])
    if (said.has(words)) return refuseRow('The reply names this flow twice.')
    said.add(words)
    const id = uniqueId(to, (used) => refs.has(flowRef({ from, id: used })))
    refs.add(flowRef({ from, id }))
    const more = protocol === '' ? {} : { protocol }
    return { id, from, to, title: '', ...more, dataSent: [], dataReceived: [], tags: [] }
  })
}

function endOf(row: Row, field: 'from' | 'to', components: ReadonlyMap<string, Component>): string {
  const name = row.line(field)
  return components.get(titleKey(name))?.id ?? refuseRow(`"${name}" is not a component of the diagram.`)
}

/** The row's name, which no earlier row of its list may have. */
function newName(row: Row, seen: Set<string>): string {
  const name = row.line('name')
  const key = titleKey(name)
  if (seen.has(key)) return refuseRow(`"${name}" is there twice.`)
  seen.add(key)
  return name
}

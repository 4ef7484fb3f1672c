/** What changed between two models, one line each, for people who have not seen the files. */
import { spaced, wordsOf } from '../core/words.ts'
import { flowRef } from '../model/ids.ts'
import { indexOf, titleOf } from '../model/queries.ts'
import type { Boundary, Flow, Kind, Model, Risk } from '../model/schema.ts'
import type { AttributeChange, ChangedElement } from './collection-diff.ts'
import { diffModels } from './diff.ts'

const KINDS: Readonly<Record<Kind, string>> = {
  external: 'External entity',
  process: 'Process',
  store: 'Data store',
}

/** `Process Mailer added`, `Flow API → Redis gone`; empty where a reader would see no difference. Removed first. */
export function changesInWords(before: Model, after: Model): readonly string[] {
  const diff = diffModels(before, after)
  const component = (model: Model, id: string) => {
    const known = indexOf(model).components.get(id)
    return known ? `${KINDS[known.kind]} ${known.title}` : id
  }
  const boundary = (model: Model, id: string) => {
    const known = indexOf(model).boundaries.get(id)
    return known ? boundaryInWords(known) : id
  }
  const flow = (model: Model, ref: string) => `Flow ${titleOf(model, ref)}`
  const changed = (elements: readonly ChangedElement[], name: (model: Model, key: string) => string) =>
    elements.flatMap(({ key, changes }) =>
      changes.map((change) => `${name(before, key)}: ${changeInWords(change, before, after)}`),
    )
  return [
    ...changed(diff.attributes.length > 0 ? [{ key: '', changes: diff.attributes }] : [], () => 'Model'),
    ...diff.components.removed.map(({ id }) => `${component(before, id)} gone`),
    ...diff.boundaries.removed.map(({ id }) => `${boundary(before, id)} gone`),
    ...diff.flows.removed.map((row) => `${flow(before, flowRef(row))} gone`),
    ...diff.risks.removed.map((risk) => `${riskInWords(risk)} gone`),
    ...diff.mitigations.removed.map(({ title }) => `Mitigation ${title} gone`),
    ...diff.analyses.removed.map(({ target }) => `Review of ${titleOf(before, target)} gone`),
    ...diff.components.added.map((row) => `${component(after, row.id)} added${inZone(after, row.zone)}`),
    ...diff.boundaries.added.map((row) => `${boundaryInWords(row)} added${inZone(after, row.parent)}`),
    ...diff.flows.added.map((row) => `${flow(after, flowRef(row))} added${label(row)}`),
    ...diff.dataAssets.added.map(({ title }) => `Data asset ${title} added`),
    ...diff.dataAssets.removed.map(({ title }) => `Data asset ${title} gone`),
    ...diff.risks.added.map((risk) => `${riskInWords(risk)} added`),
    ...diff.mitigations.added.map(({ title }) => `Mitigation ${title} added`),
    ...diff.analyses.added.map(({ target }) => `Review of ${titleOf(after, target)} added`),
    ...changed(diff.components.changed, component),
    ...changed(diff.boundaries.changed, boundary),
    ...changed(diff.flows.changed, flow),
    ...changed(diff.dataAssets.changed, (_, id) => `Data asset ${id}`),
    ...changed(diff.risks.changed, (_, id) => `Risk ${id}`),
    ...changed(diff.mitigations.changed, (_, id) => `Mitigation ${id}`),
    ...changed(diff.analyses.changed, (model, target) => `Review of ${titleOf(model, target)}`),
  ]
}

function boundaryInWords({ kind, title }: Boundary): string {
  return kind === 'zone' ? `Zone ${title}` : `Line ${title}`
}

function riskInWords({ id }: Risk): string {
  return `Risk ${id}`
}

function inZone(model: Model, id: string | null): string {
  return id === null ? '' : ` in ${titleOf(model, id)}`
}

function label({ title, protocol }: Flow): string {
  const words = [title, protocol ?? ''].filter((word) => word !== '')
  return words.length === 0 ? '' : ` (${words.join(', ')})`
}

function changeInWords({ attribute, before, after }: AttributeChange, was: Model, now: Model): string {
  const name = attribute === 'crossedBy' ? 'crossed by' : spaced(attribute)
  return `${name} ${valueInWords(attribute, before, was)} is now ${valueInWords(attribute, after, now)}`
}

/** A value of an element's attribute; zones and flows by their titles in that model. */
export function valueInWords(attribute: string, value: unknown, model: Model): string {
  const isPlace = attribute === 'zone' || attribute === 'parent'
  if (isPlace && value === null) return 'outside'
  if (isPlace && typeof value === 'string') return titleOf(model, value)
  if (attribute === 'crossedBy' && Array.isArray(value)) {
    return value.length === 0 ? 'none' : value.map((ref) => titleOf(model, String(ref))).join(', ')
  }
  return wordsOf(value)
}

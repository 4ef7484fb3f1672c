/** A file as a model and a layout, and what of the file each element came from: what reading and writing share. */
import type { Span } from '../../../core/places.ts'
import type { Layout } from '../../../model/layout.ts'
import { EMPTY_MODEL, type Model } from '../../../model/schema.ts'
import type { Reporting } from '../../reporting.ts'
import type { Item, OtmFile } from '../file/file.ts'
import { type Elements, readElements } from './elements.ts'
import { type Flows, readFlows } from './flows.ts'
import { type Project, readProject } from './project.ts'
import { type Risks, readRisks } from './risks.ts'

export interface Mapped {
  readonly file: OtmFile
  readonly model: Model
  readonly layout: Layout
  readonly elements: Elements
  readonly flows: Flows
  readonly risks: Risks
  readonly project: Project
  /** By element id, as a diagnostic names it. */
  readonly places: ReadonlyMap<string, Span>
}

export function mapFile(file: OtmFile, report: Reporting): Mapped {
  const project = readProject(file, report)
  const elements = readElements(file, report)
  const flows = readFlows(file, elements, report)
  const targets = new Map<Item, string>()
  for (const item of file.sections.components) targets.set(item, elements.idOf.get(item) ?? item.id)
  for (const [item, refs] of flows.refsOf) targets.set(item, refs[0] ?? '')
  const risks = readRisks(file, targets, report)
  const { title, description, notes } = project
  const model: Model = {
    ...EMPTY_MODEL,
    title: title || EMPTY_MODEL.title,
    ...(description === undefined ? {} : { description }),
    ...{ dataAssets: elements.dataAssets, components: elements.components, flows: flows.flows },
    ...{ boundaries: elements.zones, risks: risks.risks, mitigations: risks.mitigations },
    ...{ analyses: flows.analyses, notes },
  }
  const { layout } = elements
  return {
    file,
    model,
    layout,
    elements,
    flows,
    risks,
    project,
    places: placesOf(file, elements, flows, risks),
  }
}

function placesOf(
  { sections }: OtmFile,
  { idOf }: Elements,
  flows: Flows,
  risks: Risks,
): ReadonlyMap<string, Span> {
  const places = new Map<string, Span>()
  for (const item of sections.components) places.set(idOf.get(item) ?? '', item.at)
  for (const item of sections.trustZones) places.set(`boundary:${idOf.get(item)}`, item.at)
  for (const item of sections.assets) places.set(`data:${idOf.get(item)}`, item.at)
  for (const [item, refs] of flows.refsOf) for (const ref of refs) places.set(ref, item.at)
  for (const [id, { node }] of risks.instanceOf) places.set(`risk:${id}`, node.at)
  for (const [item, id] of risks.mitigationIds) places.set(`mitigation:${id}`, item.at)
  return places
}

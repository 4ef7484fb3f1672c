/** What of an element goes into the data of its shape ("Edit Data"), and what no drawing can hold. */
import { plural } from '../../../core/text.ts'
import type { Boundary, Component, Flow, Kind, Model } from '../../../model/schema.ts'

/** By name, in the order in which they are written; undefined: not there. */
export type Data = ReadonlyMap<string, string | undefined>

/** As `type`: what draw.io users for threat models look for. */
export const TYPES: Readonly<Record<Kind, string>> = {
  external: 'external entity',
  process: 'process',
  store: 'data store',
}
export const BOUNDARY_TYPES = { zone: 'trust zone', line: 'trust boundary' } as const

export function dataOfComponent(component: Component): Data {
  const { description, technologies, tags, owner, encryption, outOfScope } = component
  return new Map([
    ['description', description],
    ['technologies', joined(technologies, ', ')],
    ['tags', joined(tags, ' ')],
    ['owner', owner],
    ['encryption', encryption],
    ['outOfScope', outOfScope],
  ])
}

export function dataOfFlow({ description, authentication, authorization, tags }: Flow): Data {
  return new Map([
    ['description', description],
    ['authentication', authentication],
    ['authorization', authorization],
    ['tags', joined(tags, ' ')],
  ])
}

export function dataOfBoundary({ description, tags }: Boundary): Data {
  return new Map([
    ['description', description],
    ['tags', joined(tags, ' ')],
  ])
}

/** Sentences about what a drawing has no place for; the model keeps it. */
export function lossesOf(model: Model): readonly string[] {
  const { risks, dataAssets, analyses, mitigations, notes, description } = model
  const some = <T extends object>(all: readonly T[], keys: readonly (keyof T)[]) =>
    all.filter((each) => keys.some((key) => isStated(each[key]))).length
  const counts: readonly (readonly [number, string])[] = [
    [risks.length, 'risk'],
    [mitigations.length, 'mitigation'],
    [dataAssets.length, 'data asset'],
    [analyses.length, 'analysis'],
    [notes.length, 'note'],
  ]
  const components = some(model.components, [
    ...([
      'machine',
      'size',
      'usage',
      'internet',
      'multiTenant',
      'redundant',
      'customDeveloped',
      'usedByHuman',
    ] as const),
    ...([
      'confidentiality',
      'integrity',
      'availability',
      'dataProcessed',
      'dataStored',
      'formatsAccepted',
    ] as const),
  ])
  const flows = some(model.flows, ['usage', 'vpn', 'ipFiltered', 'readonly', 'dataSent', 'dataReceived'])
  const zones = some(model.boundaries, ['type'])
  return [
    ...counts.flatMap(([count, word]) =>
      count === 0
        ? []
        : [`${word === 'analysis' && count > 1 ? `${count} analyses` : plural(count, word)} of the model`],
    ),
    ...(description === undefined ? [] : ['the description of the model']),
    ...(components === 0
      ? []
      : [`attributes of ${plural(components, 'component')}, such as its data or rating`]),
    ...(flows === 0 ? [] : [`attributes of ${plural(flows, 'flow')}, such as its data`]),
    ...(zones === 0 ? [] : [`the type of ${plural(zones, 'zone')}`]),
  ].map((what) => `A drawing has no place for ${what}.`)
}

function isStated(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined
}

function joined(words: readonly string[], by: string): string | undefined {
  return words.length === 0 ? undefined : words.join(by)
}

/** Attributes of drawn things. Telling ones become ours; whatever else a person chose stays in words. */
import type { Component, Flow, Kind } from '../../../model/schema.ts'
import { technologiesIn } from '../../../model/technology.ts'
import type { Drawn, Property } from '../file/types.ts'

type Effect<T> = (value: string) => Partial<T> | undefined

const yes = (effect: Effect<Component>) => (value: string) => (value === 'Yes' ? effect(value) : undefined)
const tag = (word: string): Effect<Component> => yes(() => ({ tags: [word] }))

/** By the names that Microsoft's templates use in their conditions. */
const COMPONENT: ReadonlyMap<string, Effect<Component>> = new Map<string, Effect<Component>>([
  ['type', (value) => (value === 'Human' ? { usedByHuman: true } : value === 'Code' ? {} : undefined)],
  [
    'Encrypted',
    (value) => ({ Yes: { encryption: 'transparent' }, No: { encryption: 'none' } })[value as 'Yes' | 'No'],
  ],
  ['storesCredentials', tag('credentials')],
  ['storesLogData', yes(() => ({ technologies: ['monitoring'], tags: ['logs'] }))],
  ['Backup', tag('backup')],
])
/** Facts of a type that its name, kept as the note, already says. */
const SAID_BY_TYPE = new Set(['storeType', 'codeType', 'type'])
const ORDER = 'Dataflow Order'
const OUT_OF_SCOPE = /^out of scope$/iu
const REASON = /^reason for out of scope$/iu

/** `type` is the name of its type where that says anything. */
export function componentAttributes(drawn: Drawn, kind: Kind, type: string | undefined): Partial<Component> {
  const rest: Pick<Property, 'label' | 'value'>[] = []
  let attributes = typeAttributes(kind, type)
  if (type !== undefined && attributes.note === undefined) rest.push({ label: 'Type', value: type })
  for (const property of drawn.properties) {
    if (isScope(property)) continue
    const { name, value, isUnset } = property
    const isFixed = property.kind === 'fixed'
    const effect = isUnset && !isFixed ? undefined : COMPONENT.get(name)?.(value)
    if (effect) attributes = merge(attributes, effect)
    else if (!isUnset || (isFixed && !SAID_BY_TYPE.has(name))) rest.push(property)
  }
  const reason = scopeOf(drawn)
  return {
    ...attributes,
    ...describe(rest),
    ...(reason === undefined ? {} : { outOfScope: reason }),
  }
}

/** The note of a store says what it holds, so there the type is a technology. */
function typeAttributes(kind: Kind, type: string | undefined): Partial<Component> {
  if (type === undefined) return {}
  return kind === 'store' ? { technologies: technologiesIn(type) } : { note: type }
}

/** Who authenticates: what the flow states of its source, and of its target where that is stated too. */
export function flowAttributes({ properties }: Drawn, protocol: string | undefined): Partial<Flow> {
  const byName = new Map(properties.map((property) => [property.name, property]))
  const stated = (name: string) => {
    const property = byName.get(name)
    return property && (!property.isUnset || property.kind === 'fixed') ? property.value : undefined
  }
  const [source, target] = [stated('authenticatesSource'), stated('authenticatesDestination')]
  const authentication =
    source === 'Yes' ? (target === 'Yes' ? 'mutual' : 'source') : source === 'No' ? 'none' : undefined
  const taken = new Set(source === undefined || authentication === undefined ? [] : ['authenticatesSource'])
  if (authentication === 'mutual') taken.add('authenticatesDestination')
  const rest = properties.filter(({ name, label, kind, isUnset, value }) => {
    if (taken.has(name) || OUT_OF_SCOPE.test(label) || REASON.test(label)) return false
    if (/^protocol$/iu.test(label) && value === protocol) return false
    // The protocol, which is the type, says what is fixed.
    return !isUnset && kind !== 'fixed' && !(label === ORDER && value === '0')
  })
  return { ...(authentication === undefined ? {} : { authentication }), ...describe(rest) }
}

/** Attributes of a boundary in words. */
export function boundaryAttributes({ properties }: Drawn): { readonly description?: string } {
  return describe(
    properties.filter(
      (property) =>
        !property.isUnset && !isScope(property) && !(property.label === ORDER && property.value === '0'),
    ),
  )
}

/** Why it is out of scope; undefined for what is in scope. */
export function scopeOf({ properties }: Drawn): string | undefined {
  const isOut = properties.some(({ label, isUnset }) => OUT_OF_SCOPE.test(label) && !isUnset)
  if (!isOut) return undefined
  return properties.find(({ label }) => REASON.test(label))?.value || 'No reason was given.'
}

function isScope({ label, value }: Property): boolean {
  return OUT_OF_SCOPE.test(label) || REASON.test(label) || (label === ORDER && value === '0')
}

function describe(properties: readonly Pick<Property, 'label' | 'value'>[]): {
  readonly description?: string
} {
  const lines = properties.map(({ label, value }) => `${label}: ${value}`)
  return lines.length === 0 ? {} : { description: lines.join('\n') }
}

function merge(a: Partial<Component>, b: Partial<Component>): Partial<Component> {
  return {
    ...a,
    ...b,
    ...(a.tags || b.tags ? { tags: [...(a.tags ?? []), ...(b.tags ?? [])] } : {}),
    ...(a.technologies || b.technologies
      ? { technologies: [...(a.technologies ?? []), ...(b.technologies ?? [])] }
      : {}),
  }
}

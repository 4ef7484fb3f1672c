/** What a type of the file's knowledge base says about a thing: its kind, protocol, zone type and name. */
import type { Boundary, Kind } from '../../../model/schema.ts'
import { ancestryOf } from '../file/knowledge-base.ts'
import type { Drawn, KnowledgeBase, Stencil } from '../file/types.ts'

const GENERIC: ReadonlyMap<string, Kind> = new Map([
  ['GE.EI', 'external'],
  ['GE.P', 'process'],
  ['GE.DS', 'store'],
])
/** Teams' own templates have generic types of any id; the shape is what the tool draws and means. */
const SHAPE: Readonly<Record<Stencil['shape'], Kind>> = {
  rectangle: 'external',
  ellipse: 'process',
  'parallel-lines': 'store',
}
const ANNOTATION = 'GE.A'

/** By the last part of the type's id, in lower case, as Microsoft's templates have it. */
const PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ['http', 'http'],
  ['https', 'https'],
  ['binary', 'binary'],
  ['ipsec', 'ipsec'],
  ['smb', 'smb'],
  ['udp', 'udp'],
  ['tcp', 'tcp'],
  ['sql', 'sql'],
  ['rpc', 'rpc'],
  ['namedpipe', 'inter-process-communication'],
  ['alpc', 'inter-process-communication'],
  ['ioctl', 'inter-process-communication'],
])
const ZONE_TYPES: ReadonlyMap<string, string> = new Map([
  ['azuretrustboundary', 'network-cloud-provider'],
  ['servicefabric', 'execution-environment'],
  ['azureiaasvmtrustboundary', 'execution-environment'],
  ['machinetrustboundary', 'execution-environment'],
  ['machine', 'execution-environment'],
  ['sandbox', 'execution-environment'],
  ['ieb', 'execution-environment'],
  ['nonieb', 'execution-environment'],
  ['corpnet', 'network-on-prem'],
])

export function isAnnotation(stencil: Stencil, base: KnowledgeBase): boolean {
  return familyOf(stencil, base).includes(ANNOTATION)
}

/** By what the type descends from, else by its shape. */
export function kindOf(stencil: Stencil, base: KnowledgeBase): Kind {
  for (const id of familyOf(stencil, base)) {
    const kind = GENERIC.get(id)
    if (kind) return kind
  }
  return SHAPE[stencil.shape]
}

export function protocolOf(flow: Drawn, base: KnowledgeBase): string | undefined {
  const stated = flow.properties.find(({ label, isUnset }) => !isUnset && /^protocol$/iu.test(label))
  return stated?.value || findIn(PROTOCOLS, flow, base)
}

export function zoneTypeOf(zone: Drawn, base: KnowledgeBase): Boundary['type'] {
  return findIn(ZONE_TYPES, zone, base)
}

/** What a person called it, else its type; on one line. */
export function titleOf(drawn: Drawn, base: KnowledgeBase, fallback: string): string {
  const title = drawn.name || typeNameOf(drawn, base) || fallback
  return title.replace(/\s+/gu, ' ')
}

/** The type's name where it says more than the title and than "a process" does. */
export function typeNote(drawn: Drawn, base: KnowledgeBase, title: string): string | undefined {
  const type = base.types.get(drawn.typeId)
  const isGeneric = type
    ? type.parent === 'ROOT'
    : GENERIC.has(drawn.typeId) || drawn.typeId === drawn.genericTypeId
  const name = typeNameOf(drawn, base)
  return isGeneric || name === '' || name.toLowerCase() === title.toLowerCase() ? undefined : name
}

function typeNameOf(drawn: Drawn, base: KnowledgeBase): string {
  return base.types.get(drawn.typeId)?.name || drawn.typeName
}

function familyOf(drawn: Drawn, base: KnowledgeBase): readonly string[] {
  return [...ancestryOf(base, drawn.typeId), ...ancestryOf(base, drawn.genericTypeId)]
}

function findIn(table: ReadonlyMap<string, string>, drawn: Drawn, base: KnowledgeBase): string | undefined {
  for (const id of ancestryOf(base, drawn.typeId)) {
    const found = table.get(id.slice(id.lastIndexOf('.') + 1).toLowerCase())
    if (found !== undefined) return found
  }
  return undefined
}

/** Where the stored threats and those that the file's own knowledge base gives differ, and why. */
import type { Threat, ThreatModelFile } from '../file/types.ts'
import { generate, type Instance } from './generate.ts'

export const CAUSES = [
  'type-unknown',
  'type-unread',
  'flow-gone',
  'end-gone',
  'reconnected',
  'edited',
  'deleted',
  'drawn-later',
] as const
export type Cause = (typeof CAUSES)[number]

export interface Difference {
  readonly instance: Instance
  /** The stored threat that the knowledge base does not give; absent where it gives one that is not stored. */
  readonly stored?: Threat
  readonly cause: Cause
}

export interface Comparison {
  readonly stored: number
  readonly computed: number
  readonly equal: number
  readonly differences: readonly Difference[]
}

/** Types times flows beyond which nothing is computed: no team's file, and it would take seconds. */
const MOST = 4_000_000

/** Undefined where there is nothing to compare: no knowledge base, no stored threats, or too much. */
export function compareThreats(file: ThreatModelFile): Comparison | undefined {
  const { threats, knowledgeBase, surfaces } = file
  const flows = surfaces.reduce((count, { connectors }) => count + connectors.length, 0)
  const boundaries = surfaces.reduce((count, { lines, borders }) => count + lines.length + borders.length, 0)
  const work = (knowledgeBase.threatTypes.size + 20 * boundaries) * flows
  if (threats.length === 0 || knowledgeBase.threatTypes.size === 0 || work > MOST) return undefined
  const { instances, unread } = generate(file)
  const computed = new Map(instances.map((instance) => [keyOf(instance), instance]))
  const stored = new Map(threats.map((threat) => [keyOf(threat), threat]))
  const causeOf = causesIn(file, new Set(unread))
  const differences: Difference[] = []
  for (const [key, threat] of stored) {
    if (computed.has(key)) continue
    const { typeId, source, flow, target } = threat
    differences.push({ instance: { typeId, source, flow, target }, stored: threat, cause: causeOf(threat) })
  }
  const flowsWithThreats = new Set(threats.map(({ flow }) => flow))
  for (const [key, instance] of computed) {
    if (stored.has(key)) continue
    differences.push({ instance, cause: flowsWithThreats.has(instance.flow) ? 'deleted' : 'drawn-later' })
  }
  const missing = differences.filter((difference) => difference.stored).length
  return { stored: stored.size, computed: computed.size, equal: stored.size - missing, differences }
}

function keyOf({ typeId, source, flow, target }: Instance): string {
  return JSON.stringify([typeId, source, flow, target])
}

function causesIn(
  { surfaces, knowledgeBase }: ThreatModelFile,
  unread: ReadonlySet<string>,
): (threat: Threat) => Cause {
  const flows = new Map(surfaces.flatMap(({ connectors }) => connectors.map((flow) => [flow.guid, flow])))
  const stencils = new Set(surfaces.flatMap((surface) => surface.stencils.map(({ guid }) => guid)))
  return ({ typeId, flow, source, target }) => {
    if (!knowledgeBase.threatTypes.has(typeId)) return 'type-unknown'
    if (unread.has(typeId)) return 'type-unread'
    const drawn = flows.get(flow)
    if (!drawn) return 'flow-gone'
    if (!stencils.has(drawn.source) || !stencils.has(drawn.target)) return 'end-gone'
    return drawn.source === source && drawn.target === target ? 'edited' : 'reconnected'
  }
}

/** What the tool would generate: for each flow every threat type whose Include holds and whose Exclude does not. */
import { doCurvesCross, sidesOf } from '../../../model/from-drawing/curves.ts'
import { ancestryOf } from '../file/knowledge-base.ts'
import type { Connector, Drawn, KnowledgeBase, Surface, ThreatModelFile, ThreatType } from '../file/types.ts'
import { type Condition, parseCondition, type Subject } from './condition.ts'

export interface Instance {
  readonly typeId: string
  readonly source: string
  readonly flow: string
  readonly target: string
}

export interface Generation {
  readonly instances: readonly Instance[]
  /** Ids of threat types whose conditions cannot be read. */
  readonly unread: readonly string[]
}

/** A type that only marks the top of the tree: nothing is generated for it. */
const ROOT = 'ROOT'

interface Rule {
  readonly id: string
  readonly include: Condition
  readonly exclude: Condition | undefined
}

interface Interaction extends Readonly<Record<Subject, Drawn>> {
  /** Types of the boundaries that the flow's curve crosses, with all they descend from. */
  readonly crossed: ReadonlySet<string>
}

export function generate({ surfaces, knowledgeBase }: ThreatModelFile): Generation {
  const { rules, unread } = readRules(knowledgeBase)
  const families = new Map<string, ReadonlySet<string>>()
  const familyOf = (typeId: string): ReadonlySet<string> => {
    const known = families.get(typeId)
    if (known) return known
    const family = new Set(ancestryOf(knowledgeBase, typeId))
    family.delete(ROOT)
    families.set(typeId, family)
    return family
  }
  const instances: Instance[] = []
  for (const surface of surfaces) {
    const stencils = new Map(surface.stencils.map((stencil) => [stencil.guid, stencil]))
    for (const flow of surface.connectors) {
      const [source, target] = [stencils.get(flow.source), stencils.get(flow.target)]
      if (!source || !target) continue
      const crossed = new Set(crossedBy(flow, surface).flatMap(({ typeId }) => [...familyOf(typeId)]))
      const interaction: Interaction = { source, target, flow, crossed }
      for (const { id, include, exclude } of rules) {
        if (!holds(include, interaction, familyOf)) continue
        if (exclude && holds(exclude, interaction, familyOf)) continue
        instances.push({ typeId: id, source: source.guid, flow: flow.guid, target: target.guid })
      }
    }
  }
  return { instances, unread }
}

/** Boundaries whose drawn shape the flow's drawn shape meets. */
function crossedBy(flow: Connector, { borders, lines }: Surface): readonly Drawn[] {
  const { curve } = flow
  if (!curve) return []
  const over = lines.filter((line) => line.curve && doCurvesCross(curve, line.curve))
  const into = borders.filter(({ rect }) => rect && sidesOf(rect).some((side) => doCurvesCross(curve, side)))
  return [...over, ...into]
}

function readRules({ threatTypes }: KnowledgeBase): { rules: readonly Rule[]; unread: readonly string[] } {
  const rules: Rule[] = []
  const unread: string[] = []
  for (const type of threatTypes.values()) {
    // Without an Include the tool generates nothing.
    if (type.include === '') continue
    const rule = readRule(type)
    if (rule) rules.push(rule)
    else unread.push(type.id)
  }
  return { rules, unread }
}

function readRule({ id, include, exclude }: ThreatType): Rule | undefined {
  const [included, excluded] = [parseCondition(include), parseCondition(exclude)]
  if (!included || (exclude !== '' && !excluded)) return undefined
  return { id, include: included, exclude: excluded }
}

function holds(
  condition: Condition,
  on: Interaction,
  familyOf: (typeId: string) => ReadonlySet<string>,
): boolean {
  switch (condition.kind) {
    case 'is':
      return familyOf(on[condition.subject].typeId).has(condition.type)
    case 'has':
      return on[condition.subject].properties.some(
        ({ name, value }) => name === condition.property && value === condition.value,
      )
    case 'crosses':
      return on.crossed.has(condition.type)
    case 'not':
      return !holds(condition.condition, on, familyOf)
    case 'and':
      return condition.conditions.every((each) => holds(each, on, familyOf))
    case 'or':
      return condition.conditions.some((each) => holds(each, on, familyOf))
  }
}

/** Subgraphs: other titles in place, gone ones unwrapped, new ones written with what is in them. */
import { printLabel } from '../../../formats/mermaid/encode.ts'
import { indexOf } from '../../../model/queries.ts'
import type { Boundary } from '../../../model/schema.ts'
import type { Edits } from './edits.ts'
import { replaceLabel } from './labels.ts'
import { leftHolder, type Pending } from './nodes.ts'
import type { Plan } from './plan.ts'

const END = 'end'.length

/** False where a zone stands in another one now, which no small change says. */
export function patchZones(edits: Edits, plan: Plan): boolean {
  const { after, before, subgraphs } = plan
  const [was, now] = [indexOf(before).boundaries, indexOf(after).boundaries]
  for (const [id, subgraph] of subgraphs) {
    const zone = now.get(id)
    if (zone?.kind !== 'zone') {
      edits.remove(subgraph.head)
      edits.remove({ from: subgraph.at.to - END, to: subgraph.at.to })
      continue
    }
    const parent = zone.parent !== null && now.get(zone.parent)?.kind === 'zone' ? zone.parent : null
    const old = was.get(id)
    if (leftHolder(plan, old?.parent ?? null) !== parent) return false
    if (old && old.title === zone.title) continue
    if (subgraph.titleAt) replaceLabel(edits, subgraph.titleAt, zone.title)
    else edits.replace(subgraph.head, `subgraph ${subgraph.id}[${printLabel(zone.title)}]`)
  }
  return true
}

/** The lines of what has no place yet go into their zones; those of outside are given back. */
export function placePending(edits: Edits, plan: Plan, pending: Pending): readonly string[] {
  const { after, subgraphs } = plan
  const isNew = ({ id, kind }: Boundary) => kind === 'zone' && !subgraphs.has(id)
  const linesOf = (zone: string | null, seen: ReadonlySet<string>): readonly string[] => {
    const inner = after.boundaries.filter(
      (each) => isNew(each) && parentOf(plan, each) === zone && !seen.has(each.id),
    )
    return [
      ...(pending.get(zone) ?? []),
      ...inner.flatMap((each) => printZone(plan, each, linesOf(each.id, new Set([...seen, each.id])))),
    ]
  }
  for (const [id, subgraph] of subgraphs) {
    if (indexOf(after).boundaries.get(id)?.kind !== 'zone') continue
    const indent = `${edits.indentAt(subgraph.head.from)}  `
    const lines = linesOf(id, new Set()).map((line) => indent + line)
    edits.insertLines(edits.lineStart(subgraph.at.to - END), lines)
  }
  return linesOf(null, new Set())
}

/** Mermaid before 12 draws no subgraph without a node. */
function printZone({ nameOf }: Plan, { id, title }: Boundary, lines: readonly string[]): readonly string[] {
  const name = nameOf(id)
  const inner = lines.length > 0 ? lines : [`${nameOf(`${id} empty`)}[${printLabel('')}]:::placeholder`]
  return [`subgraph ${name}[${printLabel(title)}]`, ...inner.map((line) => `  ${line}`), 'end']
}

function parentOf({ after }: Plan, { parent }: Boundary): string | null {
  return parent !== null && indexOf(after).boundaries.get(parent)?.kind === 'zone' ? parent : null
}

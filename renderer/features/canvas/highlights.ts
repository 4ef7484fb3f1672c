/** Which elements are lit: the crossings of a selected boundary, what is under review, what a search found. */
import { crossingsOfBoundary } from '../../../shared/model/crossings.ts'
import type { Document } from '../../../shared/model/document.ts'
import { indexOf } from '../../../shared/model/queries.ts'

export function litElements(
  document: Document,
  selection: readonly string[],
  focusedThreat: string | null,
  found: ReadonlySet<string>,
): ReadonlySet<string> {
  const { boundaries } = indexOf(document.model)
  const lit = new Set<string>(found)
  for (const ref of selection) {
    if (!boundaries.has(ref)) continue
    for (const crossing of crossingsOfBoundary(document.model, ref)) lit.add(crossing.ref)
  }
  const target = focusedThreat === null ? undefined : targetOf(document, focusedThreat)
  if (target === undefined) return lit
  const boundary = target.startsWith('boundary:') ? target.slice('boundary:'.length) : null
  lit.add(boundary ?? target)
  return lit
}

/** The target of a draft or risk by its id. */
export function targetOf(document: Document, threat: string): string | undefined {
  const is = ({ id }: { readonly id: string }) => id === threat
  return document.drafts.find(is)?.target ?? document.model.risks.find(is)?.target
}

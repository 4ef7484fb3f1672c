/** How the ids of drafts begin. */
import { hashText } from '../../core/text.ts'
import { listTargets } from '../../model/crossings.ts'
import { isId, slug } from '../../model/ids.ts'
import type { Model } from '../../model/schema.ts'

/** A readable stem for each target; where two refs have one slug, both carry a hash, whatever their order. */
export function draftIds(model: Model): ReadonlyMap<string, string> {
  return stemsOf(listTargets(model)).stems
}

/** Stems by target; all slugs, unless several targets have the same. */
export function stemsOf(targets: readonly string[]): {
  readonly stems: ReadonlyMap<string, string>
  readonly slugs: Set<string> | undefined
} {
  const stems = new Map<string, string>()
  const seen = new Set<string>()
  const clashing = new Set<string>()
  for (const target of targets) {
    const stem = slugOf(target)
    if (seen.has(stem)) clashing.add(stem)
    seen.add(stem)
    stems.set(target, stem)
  }
  for (const [target, stem] of clashing.size > 0 ? stems : [])
    if (clashing.has(stem)) stems.set(target, `${stem}-${hashText(target, 4)}`)
  return { stems, slugs: clashing.size > 0 ? undefined : seen }
}

const PLAIN_REF = /^([a-z0-9]+(?:-[a-z0-9]+)*)>([a-z0-9]+(?:-[a-z0-9]+)*)$/

/** The slug of a target's ref, whoever else has it. */
export function slugOf(target: string): string {
  if (isId(target)) return target
  const ends = PLAIN_REF.exec(target)
  return ends ? `${ends[1]}-to-${ends[2]}` : slug(target.replace('>', ' to '))
}

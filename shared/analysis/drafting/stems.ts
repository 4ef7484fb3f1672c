/** How the ids of drafts begin. */
import { hashText } from '../../core/text.ts'
import { listTargets } from '../../model/crossings.ts'
import { isId, slug } from '../../model/ids.ts'
import type { Model } from '../../model/schema.ts'

/** A readable stem for each target; where two refs have one slug, both carry a hash, whatever their order. */
export function draftIds(model: Model): ReadonlyMap<string, string> {
  const targets = listTargets(model)
  const { all } = Stems.ofAll(targets)
  return new Map(targets.map((target, at) => [target, all[at] ?? target]))
}

/** The stems of a set of targets, which may change a little. */
export class Stems {
  readonly #holders = new Map<string, number>()

  static ofAll(targets: readonly string[]): {
    readonly stems: Stems
    /** At the places of the targets. */
    readonly all: readonly string[]
  } {
    const stems = new Stems()
    const slugs = targets.map(slugOf)
    for (const stem of slugs) stems.#count(stem, 1)
    return { stems, all: targets.map((target, at) => stems.#of(target, slugs[at] ?? '')) }
  }

  of(target: string): string {
    return this.#of(target, slugOf(target))
  }

  #of(target: string, stem: string): string {
    return this.#holders.get(stem) === 1 ? stem : `${stem}-${hashText(target, 4)}`
  }

  /** False where that changes the stem of a target which stays; this is good for nothing more then. */
  replace(gone: readonly string[], come: readonly string[]): boolean {
    const kept = new Set(come)
    const stay = new Set(gone.filter((target) => kept.has(target)))
    const leaving = gone.filter((target) => !stay.has(target)).map(slugOf)
    const coming = come.filter((target) => !stay.has(target)).map(slugOf)
    return (
      leaving.every((stem) => this.#count(stem, -1) === 0) &&
      coming.every((stem) => this.#count(stem, 1) === 1)
    )
  }

  #count(stem: string, step: number): number {
    const count = (this.#holders.get(stem) ?? 0) + step
    if (count === 0) this.#holders.delete(stem)
    else this.#holders.set(stem, count)
    return count
  }
}

const PLAIN_REF = /^[a-z0-9]+(?:-[a-z0-9]+)*>[a-z0-9]+(?:-[a-z0-9]+)*$/

/** The slug of a target's ref, whoever else has it. */
export function slugOf(target: string): string {
  if (isId(target)) return target
  return PLAIN_REF.test(target) ? target.replace('>', '-to-') : slug(target.replace('>', ' to '))
}

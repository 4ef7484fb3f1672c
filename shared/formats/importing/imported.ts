/** What an import made of a file, for those who are asked before it is saved: counts, guesses, losses. */
import type { Diagnostic } from '../../core/diagnostics.ts'
import { plural } from '../../core/text.ts'
import { crossingsOf } from '../../model/crossings.ts'
import type { Layout } from '../../model/layout.ts'
import { titleOf } from '../../model/queries.ts'
import { EMPTY_MODEL, type Model } from '../../model/schema.ts'
import { splitPages } from '../../model/splitting/split-pages.ts'
import type { ReadResult } from '../format.ts'
import { titleFromFile } from './names.ts'

export interface Imported {
  readonly model: Model
  readonly layout: Layout
  /** The page that it was made of, where a diagram of several became several models. */
  readonly page?: { readonly id: string; readonly title: string }
}

/** Counts by kind, in the order in which people ask. */
export interface Carried {
  readonly components: number
  readonly flows: number
  readonly zones: number
  readonly lines: number
  readonly crossings: number
  readonly dataAssets: number
  readonly risks: number
  readonly mitigations: number
  readonly notes: number
  readonly pages: number
}

export function carriedIn({ model, layout }: Pick<Imported, 'model' | 'layout'>): Carried {
  const zones = model.boundaries.filter(({ kind }) => kind === 'zone').length
  return {
    components: model.components.length,
    flows: model.flows.length,
    zones,
    lines: model.boundaries.length - zones,
    crossings: crossingsOf(model).size,
    dataAssets: model.dataAssets.length,
    risks: model.risks.length,
    mitigations: model.mitigations.length,
    notes: model.notes.length + layout.notes.length,
    pages: layout.pages.length,
  }
}

/** "3 components, 2 flows, 1 crossing": what there is none of is left out, components and flows excepted. */
export function carriedWords(carried: Carried): string {
  const words: readonly (readonly [number, string, string?])[] = [
    [carried.zones, 'zone'],
    [carried.lines, 'line boundary', 'line boundaries'],
    [carried.crossings, 'crossing'],
    [carried.dataAssets, 'data asset'],
    [carried.risks, 'risk'],
    [carried.mitigations, 'mitigation'],
    [carried.notes, 'note'],
    [carried.pages, 'page'],
  ]
  const some = words.flatMap(([count, ...noun]) => (count === 0 ? [] : [plural(count, ...noun)]))
  return [plural(carried.components, 'component'), plural(carried.flows, 'flow'), ...some].join(', ')
}

export interface Told {
  readonly guessed: readonly Diagnostic[]
  readonly lost: readonly Diagnostic[]
  /** Whatever else the reader had to say. */
  readonly others: readonly Diagnostic[]
}

/** Sorted out by what they are about; in the order of the text. */
export function toldIn(diagnostics: readonly Diagnostic[]): Told {
  return {
    guessed: diagnostics.filter(({ about }) => about === 'guessed'),
    lost: diagnostics.filter(({ about }) => about === 'lost'),
    others: diagnostics.filter(({ about }) => about === undefined),
  }
}

/**
 * One model, or one for each page where there are several and `isSplit`; with what splitting loses. A model without a
 * title of its own is called after `file`, so that several can be told apart.
 */
export function modelsOf(
  read: Pick<ReadResult, 'layout' | 'locate'> & { readonly model: Model },
  isSplit: boolean,
  file: string,
): { readonly models: readonly Imported[]; readonly diagnostics: readonly Diagnostic[] } {
  const { layout, locate } = read
  const isNamed = read.model.title !== EMPTY_MODEL.title
  const model = isNamed ? read.model : { ...read.model, title: titleFromFile(file) }
  if (!isSplit || layout.pages.length < 2) return { models: [{ model, layout }], diagnostics: [] }
  const { parts, between } = splitPages(model, layout)
  return {
    models: parts,
    diagnostics: between.map((ref): Diagnostic => {
      const range = locate(ref)
      const message = `The flow "${titleOf(model, ref)}" (${ref}) leads from one page to another, so no model of one page holds it.`
      const where = range === undefined ? {} : { range }
      return {
        code: 'split-between-pages',
        severity: 'warning',
        message,
        ...where,
        elementId: ref,
        about: 'lost',
      }
    }),
  }
}

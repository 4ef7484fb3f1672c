/** Rules about titles and ids: what people read and what references name has to be what it looks like. */
import { renameElement } from '../../model/edits/rename.ts'
import { flowRef, isId, slug, uniqueId } from '../../model/ids.ts'
import { riskTitle } from '../../model/names/risk-title.ts'
import { indexOf, titleOf } from '../../model/queries.ts'
import { EMPTY_MODEL, type Model } from '../../model/schema.ts'
import { findDisguised, skeletonOf } from '../names/lookalikes.ts'
import { retitle } from '../names/retitle.ts'
import { type Finding, fixModel, type LintFix, type LintRule } from '../rule.ts'

// Bidirectional controls and zero-width characters: a title must read as what it is.
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u

/** Longer ones are cut on the canvas and in tables. */
const LONGEST_TITLE = 80

export const NAME_RULES: readonly LintRule[] = [
  {
    code: 'model-untitled',
    severity: 'info',
    summary: 'The model has no title of its own',
    docs: 'Reports, tickets and lists name the model by its title. Say which system it is of: `title: Orders Platform`.',
    check: ({ title }) =>
      title.trim() === '' || title === EMPTY_MODEL.title
        ? [{ message: 'The model has no title of its own. Name the system in `title`.' }]
        : [],
  },
  {
    code: 'title-blank',
    severity: 'warning',
    summary: 'An element has no title',
    docs: 'Threats and tickets name elements by title, and one that is blank cannot be named. A flow needs none.',
    check: (model) =>
      named(model).flatMap(({ elementId, what, id, title }) =>
        title.trim() === ''
          ? [
              {
                elementId,
                message: `The ${what} ${id} has no title. Give it one.`,
                fix: fixModel('Retitle', `it "${id}"`, (now) => retitle(now, elementId, title, id)),
              },
            ]
          : [],
      ),
  },
  {
    code: 'title-long',
    severity: 'info',
    summary: `A title is longer than ${LONGEST_TITLE} characters`,
    docs: 'A long title is cut where it is drawn and listed. Keep a short one and move the rest to `description`.',
    check: (model) =>
      named(model).flatMap(({ elementId, what, id, title }) =>
        title.length > LONGEST_TITLE
          ? [
              {
                elementId,
                message: `The title of ${what} ${id} has ${title.length} characters. Shorten it and move the rest to its description.`,
              },
            ]
          : [],
      ),
  },
  {
    code: 'title-duplicate',
    severity: 'warning',
    summary: 'Two elements have the same title',
    docs: 'Threats and tickets name elements by title, so two equal titles cannot be told apart. Rename one.',
    check: (model) => duplicates(model),
  },
  {
    code: 'title-invisible-characters',
    severity: 'error',
    summary: 'A title holds characters that cannot be seen',
    docs: 'Bidirectional controls and zero-width characters make a title read as something else in review. Type it again.',
    check: (model) =>
      titled(model).flatMap(({ elementId, what, title }) => {
        const [character] = INVISIBLE.exec(title) ?? []
        if (character === undefined) return []
        const name = title.replace(new RegExp(INVISIBLE, 'gu'), '')
        return [
          {
            elementId,
            message: `The title of ${what} "${name}" holds the invisible character ${codeOf(character)}. Type it again.`,
            fix: fixModel('Retitle', `it "${name}"`, (now) => retitle(now, elementId, title, name)),
          },
        ]
      }),
  },
  {
    code: 'title-lookalike',
    severity: 'warning',
    summary: 'A title holds letters of another alphabet that look Latin',
    docs: 'A word that reads as Latin and holds a Cyrillic or Greek letter is found by no search, and is a usual disguise. Type it again.',
    check: (model) =>
      titled(model).flatMap(({ elementId, what, title }) => {
        const found = findDisguised(title)
        if (!found) return []
        const message = `The title of ${what} "${title}" has a letter in "${found.word}" that only looks Latin (${codeOf(found.letter)}). Type it again.`
        return [{ elementId, message }]
      }),
  },
  {
    code: 'id-style',
    severity: 'info',
    summary: 'An id is not lower-case words joined by hyphens',
    docs: 'Ids are the stable names in references, diffs and tickets; `>` and `:` in one make a reference ambiguous. New ids match [a-z0-9][a-z0-9-]*.',
    check: (model) =>
      identified(model).flatMap(({ id, elementId, what }) => {
        if (isId(id)) return []
        const severity = /[>:]/.test(id) ? ({ severity: 'error' } as const) : {}
        const message = `${what} id "${id}" should be lower-case words joined by hyphens.`
        return [{ elementId, ...severity, message, ...renaming(model, id, elementId) }]
      }),
  },
  {
    code: 'id-lookalike',
    severity: 'error',
    summary: 'An id is not what it looks like',
    docs: 'Ids are compared letter by letter. One with letters of another alphabet, invisible characters or accents written in two ways looks like another id in every diff and review, and is not.',
    check: (model) => {
      const first = new Map<string, string>()
      return identified(model).flatMap(({ id, elementId, what, space }) => {
        const looks = `${space}|${skeletonOf(id.replace(new RegExp(INVISIBLE, 'gu'), ''))}`
        const other = first.get(looks)
        if (other === undefined) first.set(looks, id)
        const problem =
          disguiseOf(id) ?? (other === undefined || isId(id) ? undefined : `looks like "${other}"`)
        if (problem === undefined) return []
        const message = `${what} id "${id.replace(new RegExp(INVISIBLE, 'gu'), '')}" ${problem}. Write it in lower-case words joined by hyphens.`
        return [{ elementId, message, ...renaming(model, id, elementId) }]
      })
    },
  },
]

interface Titled {
  readonly elementId: string
  readonly what: string
  readonly title: string
}

function titled(model: Model): readonly Titled[] {
  return [
    ...model.components.map(({ id, title }) => ({ elementId: id, what: 'component', title })),
    ...model.boundaries.map(({ id, title }) => ({ elementId: `boundary:${id}`, what: 'boundary', title })),
    ...model.dataAssets.map(({ id, title }) => ({ elementId: `data:${id}`, what: 'data asset', title })),
    ...model.flows.map((flow) => ({
      elementId: flowRef(flow),
      what: `flow ${titleOf(model, flowRef(flow))}`,
      title: flow.title,
    })),
    ...model.mitigations.map(({ id, title }) => ({
      elementId: `mitigation:${id}`,
      what: 'mitigation',
      title,
    })),
    ...model.risks.map((risk) => ({ elementId: `risk:${risk.id}`, what: 'risk', title: riskTitle(risk) })),
  ]
}

function duplicates(model: Model): readonly Finding[] {
  const first = new Map<string, string>()
  return titled(model).flatMap(({ elementId, what, title }) => {
    // Flows share titles ("HTTPS") and are told apart by their ends.
    if (what !== 'component' && what !== 'boundary') return []
    const key = `${what}|${title.trim().toLowerCase()}`
    const other = first.get(key)
    if (other === undefined) {
      first.set(key, elementId)
      return []
    }
    return [{ elementId, message: `${elementId} and ${other} have the same title "${title}". Rename one.` }]
  })
}

interface Named extends Titled {
  readonly id: string
}

/** What is known by its title: components, boundaries and data assets. */
function named(model: Model): readonly Named[] {
  return [
    ...model.components.map(({ id, title }) => ({ id, elementId: id, what: 'component', title })),
    ...model.boundaries.map(({ id, title }) => ({
      id,
      elementId: `boundary:${id}`,
      what: 'boundary',
      title,
    })),
    ...model.dataAssets.map(({ id, title }) => ({ id, elementId: `data:${id}`, what: 'data asset', title })),
  ]
}

interface Identified {
  readonly id: string
  readonly elementId: string
  readonly what: string
  /** Ids of one space may not be equal. */
  readonly space: string
}

function identified(model: Model): readonly Identified[] {
  return [
    ...model.components.map(({ id }) => ({ id, elementId: id, what: 'Component', space: '' })),
    ...model.boundaries.map(({ id }) => ({ id, elementId: `boundary:${id}`, what: 'Boundary', space: '' })),
    ...model.dataAssets.map(({ id }) => ({ id, elementId: `data:${id}`, what: 'Data asset', space: 'data' })),
    ...model.mitigations.map(({ id }) => ({
      id,
      elementId: `mitigation:${id}`,
      what: 'Mitigation',
      space: 'mitigation',
    })),
  ]
}

function disguiseOf(id: string): string | undefined {
  const [invisible] = INVISIBLE.exec(id) ?? []
  if (invisible !== undefined) return `holds the invisible character ${codeOf(invisible)}`
  if (id !== id.normalize('NFC')) return 'has accents written as characters of their own'
  const found = findDisguised(id)
  return found && `has a letter in "${found.word}" that only looks Latin (${codeOf(found.letter)})`
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** Another id for a component or boundary; other ids are written in places that no edit follows yet. */
function renaming(model: Model, id: string, elementId: string): { readonly fix?: LintFix } {
  if (/^(?:data|mitigation):/.test(elementId)) return {}
  const { components, boundaries } = indexOf(model)
  const isTaken = (taken: string) => components.has(taken) || boundaries.has(taken)
  const to = uniqueId(slug(skeletonOf(id), slug(titleOf(model, elementId))), isTaken)
  const edit: LintFix['edit'] = (document) => {
    const now = indexOf(document.model)
    const isThere = now.components.has(id) || now.boundaries.has(id)
    const isFree = !now.components.has(to) && !now.boundaries.has(to)
    return isThere && isFree ? renameElement(document, id, to) : document
  }
  return { fix: { label: 'Change id', title: `Change id ${id} to ${to}`, edit } }
}

/** What the diagram itself says: the words that a threat may use without inventing anything. */
import type { Model } from '../../model/schema.ts'
import { technologiesOf } from '../../model/technology.ts'
import { stems } from '../merge/stem.ts'
import { HEAD_GROUPS } from './component-words.ts'
import { PRODUCTS, type Product } from './products.ts'

export interface Vocabulary {
  /** Stems of every word of the model. */
  readonly words: ReadonlySet<string>
  /** Stems by element: its own words, and those of what it is made of. */
  readonly elements: readonly ReadonlySet<string>[]
  readonly products: ReadonlySet<Product>
}

const cache = new WeakMap<Model, Vocabulary>()

export function vocabularyOf(model: Model): Vocabulary {
  const known = cache.get(model)
  if (known) return known
  const texts = [
    ...model.components.map((component) => [
      component.title,
      component.id,
      component.note,
      component.description,
      ...technologiesOf(component),
      ...component.tags,
      ...component.dataProcessed,
      ...component.dataStored,
      ...component.formatsAccepted,
      component.machine,
    ]),
    ...model.flows.map(({ title, id, description, protocol, authentication, authorization, tags }) => [
      title,
      id,
      description,
      protocol,
      authentication,
      authorization,
      ...tags,
    ]),
    ...model.boundaries.map(({ title, id, type, description, tags }) => [
      title,
      id,
      type,
      description,
      ...tags,
    ]),
    ...model.dataAssets.map(({ title, id, description, tags }) => [title, id, description, ...tags]),
    ...model.notes.map((note) => [note]),
    [model.title, model.description],
  ].map((parts) => parts.filter((part) => part !== undefined).join(' | '))
  const elements = texts.map((text) => withHeads(text))
  const all = phraseOf(texts.join(' | ').toLowerCase())
  const vocabulary = {
    words: new Set(elements.flatMap((words) => [...words])),
    elements,
    products: new Set(
      PRODUCTS.filter(({ spellings }) => spellings.some((spelling) => all.includes(phraseOf(spelling)))),
    ),
  }
  cache.set(model, vocabulary)
  return vocabulary
}

/** Words that stand for one another; any of the phrases brings all of them. */
const ALIKE = [...HEAD_GROUPS, ...PRODUCTS.map(({ spellings }) => spellings)].map((names) => ({
  phrases: names.map((name) => ` ${stems(name).join(' ')} `),
  words: names.flatMap(stems),
}))

/** The words of a text and every head that stands for one of them. */
function withHeads(text: string): ReadonlySet<string> {
  const words = stems(text)
  const line = ` ${words.join(' ')} `
  const found = new Set(words)
  for (const { phrases, words: alike } of ALIKE) {
    if (phrases.some((phrase) => line.includes(phrase))) for (const word of alike) found.add(word)
  }
  return found
}

function phraseOf(text: string): string {
  return ` ${text.replace(/[^\p{L}\p{N}]+/gu, ' ')} `
}

/** True when one element says every word, given in stems. */
export function isOneElement(vocabulary: Vocabulary, words: readonly string[]): boolean {
  if (!words.every((word) => vocabulary.words.has(word))) return false
  return vocabulary.elements.some((known) => words.every((word) => known.has(word)))
}

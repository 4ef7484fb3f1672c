/** Doubts about a language model's threat. They are shown with the draft, and never remove or change it. */
import type { Flag, Model } from '../../model/schema.ts'
import type { ThreatRow } from '../types.ts'
import { fictionsIn } from './fiction.ts'
import { inventedNouns } from './nouns.ts'
import { vocabularyOf } from './vocabulary.ts'

/** Nouns that the diagram does not have, then attacks that need what is not there; each once. */
export function flagsOf(model: Model, target: string, row: ThreatRow): readonly Flag[] {
  const vocabulary = vocabularyOf(model)
  const nouns = new Map<string, string>()
  const texts = [row.title, row.threat, row.assumption, row.mitigation]
  for (const [at, text] of texts.entries()) {
    for (const noun of inventedNouns(vocabulary, text, at === 3)) {
      const key = noun.toLowerCase()
      if (!nouns.has(key)) nouns.set(key, noun)
    }
  }
  return [
    ...[...nouns.values()].map(
      (noun): Flag => ({ kind: 'not-in-diagram', text: `“${noun}” is not in the diagram.` }),
    ),
    ...fictionsIn(model, target, `${row.title}\n${row.threat}`).map(
      (text): Flag => ({ kind: 'likely-fiction', text }),
    ),
  ]
}

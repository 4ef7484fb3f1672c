/** OTM's numbers from 0 to 100 and the words of a model. */
import {
  CONFIDENTIALITIES,
  type Confidentiality,
  CRITICALITIES,
  type Criticality,
  IMPACTS,
  LIKELIHOODS,
  type Risk,
} from '../../../../model/schema.ts'

type Likelihood = NonNullable<Risk['likelihood']>
type Impact = NonNullable<Risk['impact']>

/** The word whose number is the nearest; of two that are as near the higher one. */
function nearest<W extends string>(words: readonly W[], first: number, amount: number): W | undefined {
  const step = (100 - first) / (words.length - 1)
  const at = Math.floor((Math.min(Math.max(amount, 0), 100) - first) / step + 0.5)
  return words[Math.max(at, 0)]
}

function amountFor<W extends string>(words: readonly W[], first: number, word: W): number {
  return first + (words.indexOf(word) * (100 - first)) / (words.length - 1)
}

/** 0 is public and 100 strictly confidential. */
export function confidentialityOf(amount: number): Confidentiality | undefined {
  return nearest(CONFIDENTIALITIES, 0, amount)
}

/** 0 is archive and 100 mission-critical. */
export function criticalityOf(amount: number): Criticality | undefined {
  return nearest(CRITICALITIES, 0, amount)
}

/** 25 and less is unlikely, 100 frequent. */
export function likelihoodOf(amount: number): Likelihood | undefined {
  return nearest(LIKELIHOODS, 25, amount)
}

/** 25 and less is low, 100 very high. */
export function impactOf(amount: number): Impact | undefined {
  return nearest(IMPACTS, 25, amount)
}

export const amounts = {
  confidentiality: (word: Confidentiality) => amountFor(CONFIDENTIALITIES, 0, word),
  criticality: (word: Criticality) => amountFor(CRITICALITIES, 0, word),
  likelihood: (word: Likelihood) => amountFor(LIKELIHOODS, 25, word),
  impact: (word: Impact) => amountFor(IMPACTS, 25, word),
} as const

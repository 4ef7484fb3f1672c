/**
 * What makes a ticket findable again: each names its risks by keys, so that a run that was cut off between
 * making a ticket and writing its id down finds it the next time, whoever runs it and however the risks are grouped.
 */
import { canonicalJson, hashText } from '../../core/text.ts'

/** Which model a risk is of: its path in the repo, and its title because many repos have a `threat-model.yaml`. */
export interface ModelName {
  readonly path: string
  readonly title: string
}

const LENGTH = 16
const KEYS = new RegExp(`fenceline:((?: [0-9a-f]{${LENGTH}})+)`, 'u')

/** The same for the same risk of the same model, on every machine. */
export function riskKey({ path, title }: ModelName, riskId: string): string {
  return hashText(canonicalJson([path, title, riskId]), LENGTH)
}

/** What stands in a ticket where no text of the model can stand: a comment, or code. */
export function printKeys(keys: readonly string[]): string {
  return `fenceline: ${keys.join(' ')}`
}

/** The keys in one such place; none where it is something else. */
export function parseKeys(text: string): readonly string[] {
  return KEYS.exec(text)?.[1]?.trim().split(' ') ?? []
}

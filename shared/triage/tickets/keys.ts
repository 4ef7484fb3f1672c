/**
 * What makes a ticket findable again: each names its risks by keys, so that a run that was cut off between
 * making a ticket and writing its id down finds it the next time, whoever runs it and however the risks are grouped.
 * Between the two a model may have got another title or another place, and two models of a repo may give a risk the
 * same id; so a ticket says what its risks are called in their repo, and which model they are of in two ways.
 */
import { canonicalJson, hashText } from '../../core/text.ts'

/** Which model a risk is of. */
export interface ModelName {
  /** From the repo's folder. */
  readonly path: string
  readonly title: string
  /** What all clones of the repo have in common; another text for another repo. */
  readonly repo: string
  /** Paths of the repo's other models. */
  readonly others: readonly string[]
}

/** How a ticket of one risk is known. */
export interface RiskKeys {
  /** By path and title of the model; tickets of every clone and fork have it, and old ones have no other. */
  readonly exact: string
  /** By its id in its repo. */
  readonly inRepo: string
  /** The model by its path, and by its title. */
  readonly path: string
  readonly title: string
  /** The repo's other models by their paths. */
  readonly others: readonly string[]
}

const LENGTH = 16
const KEYS = new RegExp(`fenceline:((?: [0-9a-f]{${LENGTH}})+)`, 'u')

/** The same for the same risk of the same model, on every machine. */
export function riskKeys({ path, title, repo, others }: ModelName, riskId: string): RiskKeys {
  return {
    exact: hash(path, title, riskId),
    inRepo: hash('risk', repo, riskId, ''),
    path: hash('path', repo, path, ''),
    title: hash('title', repo, title, ''),
    others: others.map((other) => hash('path', repo, other, '')),
  }
}

/** What a ticket of these risks carries, each once; those that are not of the model alone come first. */
export function keysToWrite(risks: readonly RiskKeys[]): readonly string[] {
  return [
    ...new Set([
      ...risks.map(({ exact }) => exact),
      ...risks.map(({ inRepo }) => inRepo),
      ...risks.flatMap(({ path, title }) => [path, title]),
    ]),
  ]
}

/**
 * True for a ticket with these keys that was made for the risk: under the path and title of now, or in this repo for
 * a model that had this path, or this title and a path where no model is now (it was moved, not copied).
 */
export function isTicketOf(ticket: ReadonlySet<string>, risk: RiskKeys): boolean {
  if (ticket.has(risk.exact)) return true
  if (!ticket.has(risk.inRepo)) return false
  return ticket.has(risk.path) || (ticket.has(risk.title) && !risk.others.some((other) => ticket.has(other)))
}

/** What stands in a ticket where no text of the model can stand: a comment, or code. */
export function printKeys(keys: readonly string[]): string {
  return `fenceline: ${keys.join(' ')}`
}

/** The keys in one such place; none where it is something else. */
export function parseKeys(text: string): readonly string[] {
  return KEYS.exec(text)?.[1]?.trim().split(' ') ?? []
}

function hash(...parts: readonly string[]): string {
  return hashText(canonicalJson(parts), LENGTH)
}

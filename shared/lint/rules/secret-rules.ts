/** A model is read by everybody who reads the repo, so a secret in it is everybody's. */
import { TOKEN_PATTERNS } from '../../core/secrets/token-formats.ts'
import { flowRef } from '../../model/ids.ts'
import type { Model } from '../../model/schema.ts'
import type { Finding, LintRule } from '../rule.ts'

export const SECRET_RULES: readonly LintRule[] = [
  {
    code: 'secret-in-model',
    severity: 'error',
    summary: 'A text of the model holds a secret',
    docs: 'A token, key or password hash in a known format stands in a title, description or note, and in the history of the repo with it. Revoke it, then remove it; the model needs only to say that there is one.',
    check: (model) => [
      ...texts(model).flatMap(([elementId, what, element]): readonly Finding[] =>
        holdsSecret(element) ? [{ elementId, message: messageOf(`${what} ${elementId}`) }] : [],
      ),
      ...(model.notes.some(isSecret) ? [{ message: messageOf('A note of the model') }] : []),
    ],
  },
]

/** Never the secret itself: what lint says goes into logs. */
function messageOf(what: string): string {
  return `${what} holds what looks like a secret. Revoke it and remove it from the model.`
}

function texts(model: Model): readonly (readonly [elementId: string, what: string, element: object])[] {
  return [
    ...model.components.map((each) => [each.id, 'Component', each] as const),
    ...model.flows.map((each) => [flowRef(each), 'Flow', each] as const),
    ...model.boundaries.map((each) => [`boundary:${each.id}`, 'Boundary', each] as const),
    ...model.dataAssets.map((each) => [`data:${each.id}`, 'Data asset', each] as const),
    ...model.risks.map((each) => [`risk:${each.id}`, 'Risk', each] as const),
    ...model.mitigations.map((each) => [`mitigation:${each.id}`, 'Mitigation', each] as const),
    ...model.analyses.map((each) => [`analysis:${each.target}`, 'The analysis', each] as const),
  ]
}

const known = new WeakMap<object, boolean>()

/** Elements never change, so each is searched once, however often the model is edited. */
function holdsSecret(element: object): boolean {
  const found = known.get(element) ?? stringsIn(element).some(isSecret)
  known.set(element, found)
  return found
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (NAMES.has(key) ? [] : stringsIn(inner)))
}

/** Made by the tool, and as random as a token. */
const NAMES = new Set(['id', 'fingerprint', 'key', 'draft', 'source'])
/** Every token has such a run; nearly no title has. */
const RUN = /[A-Za-z0-9+/=_.~%$-]{16}/
const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/

function isSecret(text: string): boolean {
  if (PRIVATE_KEY.test(text)) return true
  return RUN.test(text) && TOKEN_PATTERNS.some((pattern) => text.search(pattern) >= 0)
}

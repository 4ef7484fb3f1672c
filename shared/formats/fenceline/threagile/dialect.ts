/** Whose file it is, by what it says; `threagile_version` is `1.0.0` in all of them and does not tell. */
import type { MapNode, SourceNode } from '../../../core/yaml/source-node.ts'
import { entriesOf, idInside, linksOf } from './entry-ids.ts'

export interface Dialect {
  readonly name: 'fenceline' | 'threagile-0.9' | 'threagile-head'
  /** Components have a list of technologies where v0.9 has one word. */
  readonly listsTechnologies: boolean
}

const FENCELINE: Dialect = { name: 'fenceline', listsTechnologies: true }
const SECTIONS = ['technical_assets', 'trust_boundaries', 'data_assets'] as const
/** Keys that only HEAD knows. */
const HEAD_KEYS = ['includes', 'contributors', 'application_description', 'custom_risk_categories']
/** Words that only HEAD knows, by the key they stand under. */
const HEAD_WORDS = new Map([
  ['authorization', 'end-user-identity-propagation'],
  ['encryption', 'data-with-end-user-individual-key'],
  ['protocol', 'inter-process-communication'],
])

/** Words that only v0.9 knows. */
const OLD_WORDS = new Map([
  ['authorization', 'enduser-identity-propagation'],
  ['encryption', 'data-with-enduser-individual-key'],
])

/** A Threagile file that says nothing that only HEAD knows is taken for v0.9: what that writes suits both. */
export function dialectOf(root: SourceNode | null): Dialect {
  if (root?.kind !== 'map') return FENCELINE
  const entries = SECTIONS.flatMap((section) => entriesOf(root, section))
  const titled = entries.filter(({ entry }) => idInside(entry.value) !== undefined)
  const isThreagile =
    entries.length === 0 ? root.byKey.has('threagile_version') : titled.length * 2 >= entries.length
  if (!isThreagile) return FENCELINE
  const has = (key: string) =>
    entriesOf(root, 'technical_assets').some(
      ({ entry }) => entry.value.kind === 'map' && entry.value.byKey.has(key),
    )
  const hasList = has('technologies')
  const isHead =
    !says(root, OLD_WORDS) &&
    (hasList || lacksOldKeys(root) || says(root, HEAD_WORDS) || HEAD_KEYS.some((key) => root.byKey.has(key)))
  return {
    name: isHead ? 'threagile-head' : 'threagile-0.9',
    listsTechnologies: hasList || (isHead && !has('technology')),
  }
}

type Words = ReadonlyMap<string, string>

function says(root: MapNode, words: Words): boolean {
  return entriesOf(root, 'technical_assets').some(
    ({ entry }) =>
      saysOne(entry.value, words) || linksOf(entry.value).some((link) => saysOne(link.entry.value, words)),
  )
}

function saysOne(node: SourceNode, words: Words): boolean {
  if (node.kind !== 'map') return false
  return [...words].some(([key, word]) => {
    const value = node.byKey.get(key)?.value
    return value?.kind === 'scalar' && value.text === word
  })
}

/** v0.9 demands of every link the data both ways. */
function lacksOldKeys(root: MapNode): boolean {
  return entriesOf(root, 'technical_assets').some(({ entry }) =>
    linksOf(entry.value).some(({ entry: { value } }) => {
      if (value.kind !== 'map') return false
      return !value.byKey.has('data_assets_sent') || !value.byKey.has('data_assets_received')
    }),
  )
}

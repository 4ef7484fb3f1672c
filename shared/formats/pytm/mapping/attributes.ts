/** What an element is made of: its class, and the attributes and controls that a model has members for. */
import { fieldOf } from '../../../core/json/look.ts'
import type { Component, Confidentiality, Kind } from '../../../model/schema.ts'
import type { ElementEntry, Entry } from '../file/types.ts'
import { enumOf, flagIn, textIn, wordOf } from '../file/values.ts'
import { describe, linesFor } from './words.ts'

interface TypeRow {
  readonly kind: Kind
  readonly made?: Partial<Pick<Component, 'technologies' | 'machine' | 'note' | 'usedByHuman'>>
}

const TYPES: ReadonlyMap<string, TypeRow> = new Map<string, TypeRow>([
  ['Actor', { kind: 'external', made: { usedByHuman: true } }],
  ['ExternalEntity', { kind: 'external' }],
  ['Server', { kind: 'process' }],
  ['Process', { kind: 'process' }],
  ['SetOfProcesses', { kind: 'process', made: { note: 'set of processes' } }],
  ['Lambda', { kind: 'process', made: { technologies: ['function'], machine: 'serverless' } }],
  ['ServerlessFunc', { kind: 'process', made: { technologies: ['function'], machine: 'serverless' } }],
  ['LLM', { kind: 'process', made: { technologies: ['llm'] } }],
  ['Datastore', { kind: 'store' }],
])

/** Undefined for a class that says nothing of it: `Asset`, `Element`, a team's own. */
export function kindOf({ type }: ElementEntry): Kind | undefined {
  return TYPES.get(type)?.kind
}

/** Also of `classification`, where an old version numbers them. */
const CLASSIFICATIONS: ReadonlyMap<string, Confidentiality> = new Map([
  ['PUBLIC', 'public'],
  ['1', 'public'],
  ['RESTRICTED', 'restricted'],
  ['2', 'restricted'],
  ['SENSITIVE', 'confidential'],
  ['3', 'confidential'],
  ['SECRET', 'strictly-confidential'],
  ['4', 'strictly-confidential'],
  ['TOP_SECRET', 'strictly-confidential'],
  ['5', 'strictly-confidential'],
])

export interface Rated {
  readonly confidentiality?: Confidentiality
  /** Where the word is none of ours, or two of the tool's are one of ours. */
  readonly line: string
}

export function ratingIn({ value }: Entry, key: string, label: string): Rated {
  const word = enumOf(fieldOf(value, key))
  const confidentiality = CLASSIFICATIONS.get(word)
  const isExact = word === '' || (confidentiality !== undefined && !/^(?:TOP_SECRET|5)$/u.test(word))
  return {
    ...(confidentiality === undefined ? {} : { confidentiality }),
    line: isExact ? '' : `${label}: ${word}`,
  }
}

const STORES: ReadonlyMap<string, readonly string[]> = new Map([
  ['SQL', ['database', 'sql']],
  ['LDAP', ['identity-store-ldap']],
  ['FILE_SYSTEM', ['file-server']],
  ['AWS_S3', ['object-storage']],
])

/** Flags that are true become these; `isSQL` is so by default, so it counts only where a person wrote it. */
const TECHNOLOGIES: readonly (readonly [flag: string, technologies: readonly string[]])[] = [
  ['storesLogData', ['monitoring', 'log-store']],
  ['implementsAPI', ['web-service']],
  ['hasAgentCapabilities', ['agent']],
  ['hasRAG', ['retrieval']],
]
const TAGS: readonly (readonly [flag: string, tag: string])[] = [
  ['storesPII', 'pii'],
  ['storesLogData', 'logs'],
  ['storesSensitiveData', 'sensitive'],
  ['processesPersonalData', 'personal'],
  ['isShared', 'shared'],
  ['isAdmin', 'admin'],
  ['onAWS', 'aws'],
  ['onRDS', 'rds'],
]
/** Controls of an element that say something of its flows; `flows.ts` reads them there. */
const OF_FLOWS = [
  ...['isEncrypted', 'authenticatesSource', 'authenticatesDestination', 'authenticationScheme', 'usesMFA'],
  ...['implementsAuthenticationScheme', 'authorizesSource', 'usesVPN', 'usesSessionTokens'],
]
const READ: ReadonlySet<string> = new Set([
  ...OF_FLOWS,
  ...TECHNOLOGIES.map(([flag]) => flag),
  ...TAGS.map(([flag]) => flag),
  ...['isEncryptedAtRest', 'isResilient', 'usesXMLParser', 'isThirdParty', 'isSelfHosted', 'isSQL'],
])

export function attributesOf(entry: ElementEntry): Partial<Component> {
  const made = TYPES.get(entry.type)?.made ?? {}
  const isTrue = (flag: string) => flagIn(entry, flag) === true
  const rated = ratingIn(entry, 'maxClassification', 'Highest classification')
  const { technologies, line } = technologiesOf(entry)
  const isOthers = entry.type === 'LLM' && isTrue('isThirdParty') && !isTrue('isSelfHosted')
  const tags = TAGS.flatMap(([flag, tag]) => (isTrue(flag) ? [tag] : []))
  const atRest = flagIn(entry, 'isEncryptedAtRest')
  const confidentiality =
    rated.confidentiality ?? (isTrue('storesSensitiveData') ? 'confidential' : undefined)
  return {
    ...made,
    technologies: [...new Set([...(made.technologies ?? []), ...technologies])],
    tags: isOthers ? [...tags, 'third-party'] : tags,
    ...(atRest === undefined ? {} : { encryption: atRest ? 'transparent' : 'none' }),
    ...(isTrue('isResilient') ? { redundant: true } : {}),
    ...(isTrue('usesXMLParser') ? { formatsAccepted: ['xml'] } : {}),
    ...(confidentiality === undefined ? {} : { confidentiality }),
    ...scopeOf(entry),
    ...describe(textIn(entry, 'description', 'note'), rated.line, line, ...linesFor(entry, usedOf(entry))),
  }
}

/** A store's `type` is what it stores in; the class where an old file has it there. */
function technologiesOf(entry: ElementEntry): {
  readonly technologies: readonly string[]
  readonly line: string
} {
  const flagged = TECHNOLOGIES.flatMap(([flag, words]) => (flagIn(entry, flag) === true ? words : []))
  if (entry.type !== 'Datastore') return { technologies: flagged, line: '' }
  const stored = enumOf(fieldOf(entry.value, 'datastoreType')) || enumOf(fieldOf(entry.value, 'type'))
  const isSql = !entry.isDumped && flagIn(entry, 'isSQL') === true
  const known = STORES.get(stored) ?? (isSql ? STORES.get('SQL') : undefined) ?? []
  const isTold = stored === '' || STORES.has(stored) || stored === entry.type.toUpperCase()
  return { technologies: [...known, ...flagged], line: isTold ? '' : `Type: ${stored}` }
}

/** A third party's model is so by default, and `isSelfHosted` says otherwise. */
function usedOf({ type, value }: ElementEntry): ReadonlySet<string> {
  const used = new Set(READ)
  if (type === 'Datastore' || wordOf(fieldOf(value, 'type')) === type) used.add('type').add('datastoreType')
  if (type === 'LLM') used.delete('isSelfHosted')
  return used
}

export const NO_REASON = 'No reason was given.'

function scopeOf(entry: Entry): { readonly outOfScope?: string } {
  return isOutOfScope(entry) ? { outOfScope: NO_REASON } : {}
}

/** The tool finds no threats for it. True by default, so that false is what a person said, in a printed file too. */
export function isOutOfScope({ value }: Entry): boolean {
  const inScope = fieldOf(value, 'inScope')
  return inScope?.kind === 'boolean' ? !inScope.value : /^(?:false|no)$/iu.test(wordOf(inScope))
}

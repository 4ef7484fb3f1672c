/** The facts that an element has by itself, whatever flows to it: read once for each element and surroundings. */
import type { Component, Confidentiality, Flow } from '../../model/schema.ts'
import { CONFIDENTIALITIES } from '../../model/schema.ts'
import {
  declaredTechnologies,
  encryptionOf,
  readTechnologies,
  readTopics,
  topicsIn,
} from '../../model/technology.ts'
import type { FlowFacts, PartFacts, Sensitivity } from './facts.ts'
import type { Surroundings } from './surroundings.ts'

/** A component before its flows are looked at. */
export type OwnFacts = Omit<PartFacts, 'exposure' | 'hops'>

/** A flow before its ends are. */
export type LinkFacts = Pick<FlowFacts, 'encryption' | 'authentication' | 'topics' | 'sensitivity' | 'data'>

const CLIENT = ['browser', 'mobile-app', 'desktop', 'cli', 'client-system', 'devops-client']
const STORE = ['database', 'cache', 'object-storage', 'file-server', 'message-queue', 'vector-store']
const SENSITIVE = ['personal', 'payment', 'credentials', 'session', 'money']
const NO_WORDS: ReadonlySet<string> = new Set()
const NO_DATA: readonly string[] = []

export function ownFactsOf(component: Component, around: Surroundings): OwnFacts {
  const { technologies, topics, words } = wordsOf(component)
  const external = component.kind === 'external'
  const data = distinct(component.dataStored, component.dataProcessed)
  const isThirdParty = topics.has('third-party')
  const isHuman = external && !isThirdParty && (component.usedByHuman === true || topics.has('human'))
  const isClient =
    !isThirdParty && component.kind !== 'store' && (isHuman || CLIENT.some((word) => technologies.has(word)))
  return {
    target: component.id,
    component,
    technologies,
    declared: setOf(declaredTechnologies(component)),
    topics,
    words,
    notes: around.notesOf(component.title),
    zone: component.zone === null ? undefined : around.zoneTitle(component.zone),
    sensitivity: sensitivityOf(around, data, component.confidentiality, topics),
    isClient,
    isThirdParty,
    isHuman,
    isStore:
      component.kind === 'store' ||
      (component.kind === 'process' && STORE.some((word) => technologies.has(word))),
    data: titlesOf(around, data),
  }
}

export function linkFactsOf(flow: Flow, around: Surroundings): LinkFacts {
  const data = distinct(flow.dataSent, flow.dataReceived)
  const text = flow.title === '' ? (flow.description ?? '') : `${flow.title} ${flow.description ?? ''}`
  const topics = text === '' ? NO_WORDS : setOf(topicsIn(text))
  const authentication = flow.authentication?.toLowerCase()
  return {
    encryption: encryptionOf(flow),
    authentication: authentication === undefined ? 'unknown' : authentication === 'none' ? 'none' : 'stated',
    topics,
    sensitivity: sensitivityOf(around, data, undefined, topics),
    data: titlesOf(around, data),
  }
}

type Words = Pick<PartFacts, 'technologies' | 'topics' | 'words'>

const MANY_WORDS = 2000
/** A large model has few combinations of words and many components of each. */
const allWords = new Map<string, Words>()

function wordsOf(component: Component): Words {
  const technologies = readTechnologies(component)
  const topics = readTopics(component)
  const words = JSON.stringify([technologies, topics])
  const known = allWords.get(words)
  if (known) return known
  const made = { technologies: setOf(technologies), topics: setOf(topics), words }
  if (allWords.size >= MANY_WORDS) allWords.clear()
  allWords.set(words, made)
  return made
}

function setOf(words: readonly string[]): ReadonlySet<string> {
  return words.length === 0 ? NO_WORDS : new Set(words)
}

function distinct(some: readonly string[], others: readonly string[]): readonly string[] {
  if (some.length === 0 && others.length < 2) return others
  if (others.length === 0 && some.length < 2) return some
  return [...new Set([...some, ...others])]
}

function titlesOf({ dataAssets }: Surroundings, ids: readonly string[]): readonly string[] {
  return ids.length === 0 ? NO_DATA : ids.map((id) => dataAssets.get(id)?.title ?? id)
}

function sensitivityOf(
  { dataAssets }: Surroundings,
  data: readonly string[],
  own: Confidentiality | undefined,
  topics: ReadonlySet<string>,
): Sensitivity {
  let rank = own === undefined ? -1 : CONFIDENTIALITIES.indexOf(own)
  for (const id of data)
    rank = Math.max(rank, CONFIDENTIALITIES.indexOf(dataAssets.get(id)?.confidentiality ?? 'public'))
  if (rank > 0 || own !== undefined) return RATED[rank] ?? UNKNOWN
  return SENSITIVE.some((topic) => topics.has(topic)) ? NAMED : UNKNOWN
}

/** By the place of a rating in `CONFIDENTIALITIES`. */
const RATED: readonly Sensitivity[] = CONFIDENTIALITIES.map((rated, rank) => ({
  level: rank >= 2 ? 'high' : 'low',
  rated,
  certainty: 'stated',
}))
const NAMED: Sensitivity = { level: 'high', rated: undefined, certainty: 'inferred' }
const UNKNOWN: Sensitivity = { level: 'unknown', rated: undefined, certainty: 'speculative' }

/** Workspaces of a file: of schema 1.0 and 1.1, of the list of threats before any schema, or several at once. */
import { fieldOf } from '../../../core/json/look.ts'
import type { JsonObject, JsonValue } from '../../../core/json/parse.ts'
import { itemsAsked, objectAsked, saysNothing, tellOdd, wordAsked } from '../../reading/odd.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import type { Drawing, Item, Link, Workspace } from './types.ts'

type Seen = JsonValue | undefined

const KNOWN = new Set([
  ...['schema', 'workspace', 'applicationInfo', 'architecture', 'dataflow', 'assumptions', 'mitigations'],
  ...['assumptionLinks', 'mitigationLinks', 'threats', 'brainstormData', 'name', 'id', 'metadata'],
])
const NEWEST = 1.1
const IDEAS: ReadonlyMap<string, string> = new Map([
  ['assumptions', 'assumption'],
  ['threatSources', 'threat source'],
  ['threatPrerequisites', 'prerequisite'],
  ['threatActions', 'threat action'],
  ['threatImpacts', 'impact'],
  ['assets', 'asset'],
  ['mitigations', 'mitigation'],
])

/** Empty for what is no file of the tool, and that is told. */
export function readFile(root: JsonValue, reporting: Reporting): readonly Workspace[] {
  const found = workspacesIn(root)
  if (found.length === 0) {
    const what =
      'This is no Threat Composer file: it has neither threats nor information on an application. Export the workspace again.'
    reporting.error('threat-composer-not-a-model', what, root.at)
  }
  return found.map(({ value, name }) => new Reader(reporting).read(value, name))
}

interface Found {
  /** The workspace, or the bare list of its threats. */
  readonly value: JsonValue
  readonly name: string
}

/** One workspace, a list of them (each as it is, or with a name beside it), or such a list in `workspaces`. */
function workspacesIn(root: JsonValue): readonly Found[] {
  if (root.kind === 'array') {
    const all = root.items.flatMap((item) => workspaceIn(item))
    if (all.length > 0) return all
    const isThreats = root.items.length > 0 && root.items.every(isThreat)
    return isThreats ? [{ value: root, name: '' }] : []
  }
  const several = fieldOf(root, 'workspaces')
  if (several?.kind === 'array') return several.items.flatMap((item) => workspaceIn(item))
  return workspaceIn(root)
}

function workspaceIn(value: JsonValue): readonly Found[] {
  const inside = fieldOf(value, 'value') ?? fieldOf(value, 'data')
  if (inside && isWorkspace(inside)) return [{ value: inside, name: wordOf(fieldOf(value, 'name')) }]
  return isWorkspace(value) ? [{ value, name: wordOf(fieldOf(value, 'name')) }] : []
}

function isWorkspace(value: JsonValue): boolean {
  return ['threats', 'applicationInfo', 'architecture', 'dataflow', 'mitigations', 'assumptions'].some(
    (key) => fieldOf(value, key) !== undefined,
  )
}

function isThreat(value: JsonValue): boolean {
  return ['threatAction', 'threatSource', 'statement'].some((key) => fieldOf(value, key) !== undefined)
}

class Reader {
  private readonly reporting: Reporting

  constructor(reporting: Reporting) {
    this.reporting = reporting
  }

  read(value: JsonValue, name: string): Workspace {
    const bare: JsonValue | undefined = value.kind === 'array' ? value : undefined
    this.checkVersion(value)
    const application = fieldOf(value, 'applicationInfo')
    const section = (key: string) => (bare && key === 'threats' ? bare : fieldOf(value, key))
    return {
      name:
        wordOf(fieldOf(application, 'name')) || name || wordOf(fieldOf(fieldOf(value, 'workspace'), 'name')),
      description: wordOf(fieldOf(application, 'description')),
      drawings: [
        ...this.drawing('architecture', fieldOf(value, 'architecture')),
        ...this.drawing('data flow', fieldOf(value, 'dataflow')),
      ],
      threats: this.items(section('threats'), 'threats'),
      mitigations: this.items(section('mitigations'), 'mitigations'),
      assumptions: this.items(section('assumptions'), 'assumptions'),
      mitigationLinks: this.links(section('mitigationLinks'), 'mitigationLinks', 'mitigationId'),
      assumptionLinks: this.links(section('assumptionLinks'), 'assumptionLinks', 'assumptionId'),
      brainstorm: this.brainstorm(fieldOf(value, 'brainstormData')),
      at: application?.at ?? { from: value.at.from, to: value.at.from + 1 },
    }
  }

  /** What a later version adds is told; what it keeps is read. */
  private checkVersion(value: JsonValue): void {
    const schema = fieldOf(value, 'schema')
    if (schema?.kind === 'number' && schema.value > NEWEST) {
      const what = `The file is of schema ${schema.value}, later than ${NEWEST}, which is known here. Look through what was read.`
      this.reporting.warning('threat-composer-version', what, schema.at)
    }
    if (value.kind !== 'object') return
    for (const member of value.members.values()) {
      if (KNOWN.has(member.key)) continue
      const what = `"${shorten(member.key)}" is left out: it is not known here.`
      this.reporting.lost('threat-composer-not-carried', what, member.keyAt)
    }
  }

  /** Schema 1.1 has a list of diagrams, 1.0 one image. */
  private drawing(what: Drawing['what'], value: Seen): readonly Drawing[] {
    if (value === undefined) return []
    const one = (from: JsonValue, name: string): Drawing => {
      const image = fieldOf(from, 'image')
      return {
        ...{ what, name, description: wordOf(fieldOf(from, 'description')) },
        ...(image && wordOf(image) !== '' ? { image: { text: wordOf(image), at: image.at } } : {}),
      }
    }
    const diagrams = fieldOf(value, 'diagrams')
    const items = diagrams?.kind === 'array' ? diagrams.items : []
    return [one(value, ''), ...items.map((item) => one(item, wordOf(fieldOf(item, 'name'))))].filter(
      ({ description, image }) => description !== '' || image,
    )
  }

  private brainstorm(value: Seen): Workspace['brainstorm'] {
    if (!value || saysNothing(value)) return []
    const telling = { report: this.reporting, code: 'threat-composer-not-carried' }
    const lists = objectAsked(value, 'What stands for the ideas of a brainstorming', telling)
    return [...(lists?.members.keys() ?? [])].flatMap((key) => {
      const of = IDEAS.get(key) ?? key
      return itemsAsked(
        lists,
        key,
        `What stands for the ideas of the kind "${shorten(of)}"`,
        telling,
      ).flatMap((idea) => {
        const content = idea.kind === 'object' ? fieldOf(idea, 'content') : idea
        if (idea.kind === 'null') tellOdd(idea, 'An idea', 'an object', telling)
        const text = wordAsked(content, `An idea of the kind "${shorten(of)}"`, telling)?.trim() ?? ''
        return text === '' ? [] : [{ of, text }]
      })
    })
  }

  private items(value: Seen, list: string): readonly Item[] {
    return this.objectsIn(value, list).map((item) => ({
      id: wordOf(fieldOf(item, 'id')),
      number: wordOf(fieldOf(item, 'numericId')),
      tags: wordsIn(fieldOf(item, 'tags')),
      metadata: metadataIn(fieldOf(item, 'metadata')),
      value: item,
      at: item.at,
    }))
  }

  private links(value: Seen, list: string, key: string): readonly Link[] {
    return this.objectsIn(value, list).flatMap((item) => {
      const [from, to] = [wordOf(fieldOf(item, key)), wordOf(fieldOf(item, 'linkedId'))]
      return from === '' || to === '' ? [] : [{ from, to, at: item.at }]
    })
  }

  private objectsIn(value: Seen, list: string): readonly JsonObject[] {
    if (value === undefined || value.kind === 'null') return []
    if (value.kind !== 'array') {
      this.malformed(`"${list}" is no list. Write it in brackets.`, value)
      return []
    }
    return value.items.flatMap((item) => {
      if (item.kind === 'object') return [item]
      this.malformed(`An entry of "${list}" is no object. Correct or remove it.`, item)
      return []
    })
  }

  private malformed(what: string, { at }: JsonValue): void {
    this.reporting.error('threat-composer-malformed', what, at)
  }
}

/** A text or number as text, without blanks around it; empty for everything else. */
export function wordOf(value: Seen): string {
  if (value?.kind === 'string') return value.value.trim()
  return value?.kind === 'number' || value?.kind === 'boolean' ? String(value.value) : ''
}

/** The words of a list; one word counts as a list of it. */
export function wordsIn(value: Seen): readonly string[] {
  const items = value?.kind === 'array' ? value.items : value === undefined ? [] : [value]
  return items.map(wordOf).filter((word) => word !== '')
}

/** A list of keys with values; an object of them in files that other tools write. */
function metadataIn(value: Seen): ReadonlyMap<string, readonly string[]> {
  if (value?.kind === 'object') {
    return new Map([...value.members.values()].map((member) => [member.key, wordsIn(member.value)]))
  }
  const items = value?.kind === 'array' ? value.items : []
  const found = new Map<string, string[]>()
  for (const item of items) {
    const key = wordOf(fieldOf(item, 'key'))
    const values = found.get(key) ?? []
    for (const word of wordsIn(fieldOf(item, 'value'))) values.push(word)
    found.set(key, values)
  }
  return found
}

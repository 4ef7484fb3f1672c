/** Typed access to located nodes; whatever does not fit is reported once and treated as absent. */
import { isDate } from '../../../core/calendar/date.ts'
import type { Severity } from '../../../core/diagnostics.ts'
import type { Problem } from '../../../core/yaml/problem.ts'
import {
  type Entry,
  isNull,
  type ListNode,
  type MapNode,
  type SourceNode,
  type Span,
} from '../../../core/yaml/source-node.ts'
import { idOfEntry } from '../threagile/entry-ids.ts'
import { isUnstated, statedList, statedWord } from '../threagile/stated.ts'
import type { Attribute } from './keys/attributes.ts'

export interface Named {
  readonly id: string
  readonly entry: Entry
  readonly node: MapNode
}

/** What an element may name: whether there is such a thing, other parts of the file decide. */
export type Others = Readonly<Record<'components' | 'dataAssets', ReadonlySet<string>>>

/** What a reading was asked, and answered. */
export interface Question {
  readonly of: keyof Others
  readonly id: string
  readonly isThere: boolean
}

const NOBODY: Others = { components: new Set(), dataAssets: new Set() }

export class Reading {
  readonly problems: Problem[] = []
  readonly places = new Map<string, Span>()
  others: Others = NOBODY
  /** All questions so far. */
  readonly asked: Question[] = []
  private readonly known = new Map<MapNode, readonly Named[]>()

  /** Whether there is a component or a data asset of this id. */
  has(of: keyof Others, id: string): boolean {
    const isThere = this.others[of].has(id)
    this.asked.push({ of, id, isThere })
    return isThere
  }

  answersAs({ of, id, isThere }: Question): boolean {
    return this.others[of].has(id) === isThere
  }

  error(code: string, message: string, at: Span, elementId?: string): void {
    this.report('error', code, message, at, elementId)
  }

  report(severity: Severity, code: string, message: string, { start, end }: Span, elementId?: string): void {
    this.problems.push({
      code,
      severity,
      message,
      at: { start, end },
      ...(elementId === undefined ? {} : { elementId }),
    })
  }

  map(parent: MapNode, key: string): MapNode | undefined {
    const node = present(parent, key)
    if (!node || node.kind === 'map') return node
    this.error('wrong-type', `"${key}" must be a map of names to values.`, node)
    return undefined
  }

  list(parent: MapNode, key: string): ListNode | undefined {
    const node = present(parent, key)
    if (!node || node.kind === 'list') return node
    this.error('wrong-type', `"${key}" must be a list.`, node)
    return undefined
  }

  /** The map entries of a map from ids to elements, inherited ones included; of two with one id the first. */
  elements(parent: MapNode, key: string, idOf: (entry: Entry) => string = idOfEntry): readonly Named[] {
    const map = this.map(parent, key)
    if (!map) return []
    const known = this.known.get(map)
    if (known) return known
    const found = new Map<string, Named>()
    for (const entry of map.byKey.values()) {
      if (entry.origin === 'merge') continue
      const node = entry.value.kind === 'map' ? entry.value : isNull(entry.value) ? EMPTY_MAP : undefined
      const id = idOf(entry)
      if (!node) this.error('wrong-type', `"${entry.key}" must be a map of attributes.`, entry.keySpan)
      else if (found.has(id)) {
        const message = `"${found.get(id)?.entry.key}" and "${entry.key}" have the id "${id}". Give one of them another.`
        this.error('duplicate-id', message, entry.keySpan, id)
      } else found.set(id, { id, entry, node })
    }
    const named = [...found.values()]
    this.known.set(map, named)
    return named
  }

  isUsableId(id: string, at: Span): boolean {
    if (id !== '' && !/[>:]/.test(id)) return true
    this.error(
      'bad-id',
      `"${id}" cannot be an id: > and : are for references. Use lower-case words joined by hyphens.`,
      at,
    )
    return false
  }

  text(parent: MapNode, key: string): string | undefined {
    const node = present(parent, key)
    if (!node) return undefined
    if (node.kind === 'scalar')
      return isUnstated(parent, key) ? undefined : statedWord(parent, key, node.text)
    this.error('wrong-type', `"${key}" must be a text.`, node)
    return undefined
  }

  texts(parent: MapNode, key: string): readonly { readonly text: string; readonly at: Span }[] {
    return (this.list(parent, key)?.items ?? []).flatMap(({ value }) => {
      if (isNull(value)) return []
      if (value.kind === 'scalar') return [{ text: value.text, at: value }]
      this.error('wrong-type', `Each item of "${key}" must be a text.`, value)
      return []
    })
  }

  /** The reason, empty where the file only says `true`; undefined when the element is in scope. */
  outOfScope(node: MapNode, owner: string): string | undefined {
    const value = present(node, 'out_of_scope')
    if (value?.kind !== 'scalar') return this.text(node, 'out_of_scope')
    const word = value.text.toLowerCase()
    if (value.type === 'boolean') {
      return word === 'true' ? (this.text(node, 'justification_out_of_scope') ?? '') : undefined
    }
    // A bare `no` is a text in YAML 1.2; taken for a reason it would hide the element from review.
    if (value.style !== 'plain' || !/^(?:y|n|yes|no|on|off)$/.test(word)) return value.text
    const message = `"out_of_scope: ${value.text}" of "${owner}" must be true, false or a reason.`
    this.error('unknown-word', message, value, owner)
    return undefined
  }

  /** The members that the attributes describe; lists are always there. */
  attributes(node: MapNode, attributes: readonly Attribute[]): Record<string, unknown> {
    const members: Record<string, unknown> = {}
    for (const { key, member, type } of attributes) {
      if (type === 'list' || type === 'ordered') {
        const written = this.texts(node, key).map(({ text }) => text)
        members[member] = [...new Set(statedList(node, key, written))]
        continue
      }
      const text = this.text(node, key)
      if (text === undefined) continue
      const at = node.byKey.get(key)?.value ?? node
      if (type === 'text') members[member] = text
      else if (type === 'flag') {
        if (text === 'true' || text === 'false') members[member] = text === 'true'
        else this.error('unknown-word', `"${key}: ${text}" must be true or false.`, at)
      } else if (type === 'date') {
        if (isDate(text)) members[member] = text
        else this.error('bad-date', `"${key}: ${text}" must be a day such as 2027-03-31.`, at)
      } else if (type.includes(text)) members[member] = text
      else this.error('unknown-word', `"${key}: ${text}" is none of ${type.join(', ')}.`, at)
    }
    return members
  }
}

/** Stands for the map of an entry with nothing behind its colon. */
export const EMPTY_MAP: MapNode = {
  kind: 'map',
  flow: false,
  entries: [],
  byKey: new Map(),
  start: 0,
  end: 0,
}

function present(parent: MapNode, key: string): SourceNode | undefined {
  const node = parent.byKey.get(key)?.value
  return node && !isNull(node) ? node : undefined
}

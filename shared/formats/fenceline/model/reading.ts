/** Typed access to located nodes; whatever does not fit is reported once and treated as absent. */
import type { Severity } from '../../../core/diagnostics.ts'
import type { Problem } from '../yaml/problem.ts'
import {
  type Entry,
  isNull,
  type ListNode,
  type MapNode,
  type SourceNode,
  type Span,
} from '../yaml/source-node.ts'
import type { Attribute } from './attributes.ts'

export class Reading {
  readonly problems: Problem[] = []
  readonly places = new Map<string, Span>()

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

  /** The map entries of a map from ids to elements, inherited ones included. */
  elements(parent: MapNode, key: string): readonly { readonly entry: Entry; readonly node: MapNode }[] {
    return [...(this.map(parent, key)?.byKey.values() ?? [])].flatMap((entry) => {
      if (entry.origin === 'merge') return []
      if (entry.value.kind === 'map') return [{ entry, node: entry.value }]
      if (isNull(entry.value)) return [{ entry, node: EMPTY_MAP }]
      this.error('wrong-type', `"${entry.key}" must be a map of attributes.`, entry.keySpan)
      return []
    })
  }

  text(parent: MapNode, key: string): string | undefined {
    const node = present(parent, key)
    if (!node) return undefined
    if (node.kind === 'scalar') return node.text
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
        members[member] = [...new Set(this.texts(node, key).map(({ text }) => text))]
        continue
      }
      const text = this.text(node, key)
      if (text === undefined) continue
      const at = node.byKey.get(key)?.value ?? node
      if (type === 'text') members[member] = text
      else if (type === 'flag') {
        if (text === 'true' || text === 'false') members[member] = text === 'true'
        else this.error('unknown-word', `"${key}: ${text}" must be true or false.`, at)
      } else if (type.includes(text)) members[member] = text
      else this.error('unknown-word', `"${key}: ${text}" is none of ${type.join(', ')}.`, at)
    }
    return members
  }
}

const EMPTY_MAP: MapNode = { kind: 'map', flow: false, entries: [], byKey: new Map(), start: 0, end: 0 }

function present(parent: MapNode, key: string): SourceNode | undefined {
  const node = parent.byKey.get(key)?.value
  return node && !isNull(node) ? node : undefined
}

/**
 * A team's own rules as `.fenceline/config.yaml` states them. A rule that says something unknown is left
 * out with a diagnostic that names the place: half a rule would draft what nobody meant.
 */
import { nearestSlip } from '../../core/nearest.ts'
import type { MapNode, SourceNode, Span } from '../../core/yaml/source-node.ts'
import { CONDITION_WORDS, PLACEHOLDERS } from '../../model/names/rule-words.ts'
import { CATEGORIES, SEVERITIES } from '../../model/schema.ts'
import type { ConditionTree, TeamRule } from '../../model/team-rule.ts'

const MAX_RULES = 200
const MAX_DEPTH = 8
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const KEYS = ['id', 'category', 'on', 'when', 'severity', 'priority'] as const
const TEXTS = ['title', 'why', 'assumption', 'mitigation', 'reference'] as const
const ON = ['component', 'crossing'] as const
const USUAL_PRIORITY = 5

type Warn = (message: string, at: Span) => void

/** `warn` is told what is wrong with what was left out. */
export function readTeamRules(node: SourceNode | undefined, warn: Warn): readonly TeamRule[] {
  if (!node || (node.kind === 'scalar' && node.type === 'null')) return []
  if (node.kind !== 'list') {
    warn('"rules" must be a list of rules.', node)
    return []
  }
  const seen = new Set<string>()
  return node.items.slice(0, MAX_RULES + 1).flatMap(({ value }, at): readonly TeamRule[] => {
    if (at === MAX_RULES) {
      warn(`Only the first ${MAX_RULES} rules count.`, value)
      return []
    }
    if (value.kind !== 'map') {
      warn('A rule must be a map with an id, a category and a condition.', value)
      return []
    }
    const rule = new RuleReader(value, warn).read()
    if (rule && seen.has(rule.id)) warn(`Two rules have the id "${rule.id}". Give one another.`, value)
    if (!rule || seen.has(rule.id)) return []
    seen.add(rule.id)
    return [rule]
  })
}

class RuleReader {
  private readonly map: MapNode
  private readonly warn: Warn
  private readonly name: string

  constructor(map: MapNode, warn: Warn) {
    this.map = map
    this.warn = warn
    const id = map.byKey.get('id')?.value
    this.name = id?.kind === 'scalar' ? `Rule "${id.text}"` : 'A rule'
  }

  read(): TeamRule | undefined {
    const known: readonly string[] = [...KEYS, ...TEXTS]
    for (const { key, keySpan } of this.map.entries)
      if (!known.includes(key)) this.warn(`${this.name}: ${unknown(key, known)}`, keySpan)
    const id = this.text('id')
    const category = this.word('category', CATEGORIES)
    const on = this.word('on', ON)
    const severity = this.word('severity', SEVERITIES)
    const priority = this.priority()
    const place = this.map.byKey.get('when')?.value
    if (!place) this.warn(`${this.name} has no "when": the condition under which it drafts.`, this.map)
    const when = on && place ? this.condition(place, on, 0) : undefined
    const texts = TEXTS.map((key) => this.text(key))
    const [title, why, assumption, mitigation, reference] = texts
    if (id !== undefined && !ID.test(id)) {
      this.warn(`${this.name}: an id is made of small letters, digits and hyphens.`, this.map)
      return undefined
    }
    if (!id || !category || !on || !severity || !when || priority === undefined) return undefined
    if (!title || !why || !assumption || !mitigation || !reference) return undefined
    if (!this.namesTarget(on, { title, why, assumption, mitigation })) return undefined
    return { id, category, on, when, title, why, assumption, mitigation, reference, severity, priority }
  }

  private text(key: string): string | undefined {
    const node = this.map.byKey.get(key)?.value
    if (node?.kind === 'scalar' && node.text.trim() !== '') return node.text
    this.warn(`${this.name} has no "${key}". Give it one.`, node ?? this.map)
    return undefined
  }

  private word<T extends string>(key: string, words: readonly T[]): T | undefined {
    const node = this.map.byKey.get(key)?.value
    const found = words.find((word) => node?.kind === 'scalar' && node.text === word)
    if (!found) this.warn(`${this.name}: "${key}" must be ${orList(words)}.`, node ?? this.map)
    return found
  }

  private priority(): number | undefined {
    const node = this.map.byKey.get('priority')?.value
    if (!node) return USUAL_PRIORITY
    const number = node.kind === 'scalar' ? Number(node.text) : Number.NaN
    if (Number.isInteger(number) && number >= 1 && number <= 10) return number
    this.warn(`${this.name}: "priority" must be a whole number from 1 to 10.`, node)
    return undefined
  }

  private condition(node: SourceNode, on: TeamRule['on'], depth: number): ConditionTree | undefined {
    if (depth > MAX_DEPTH) {
      this.warn(`${this.name}: its condition is nested more than ${MAX_DEPTH} times.`, node)
      return undefined
    }
    if (node.kind === 'scalar') return this.isWord(node.text, [], on, node)
    if (node.kind === 'list') return this.several('all', node, on, depth)
    const [entry, second] = node.entries
    if (!entry || second) {
      this.warn(`${this.name}: a condition is one word, or one of all, any and not with more below.`, node)
      return undefined
    }
    const { key, value } = entry
    if (key === 'not') {
      const of = this.condition(value, on, depth + 1)
      return of && { op: 'not', of }
    }
    if (key === 'all' || key === 'any') return this.several(key, value, on, depth)
    const values = value.kind === 'list' ? value.items.map((item) => item.value) : [value]
    const words = values.flatMap((each) => (each.kind === 'scalar' && each.text !== '' ? [each.text] : []))
    return this.isWord(key, words, on, entry.keySpan)
  }

  private several(
    op: 'all' | 'any',
    node: SourceNode,
    on: TeamRule['on'],
    depth: number,
  ): ConditionTree | undefined {
    if (node.kind !== 'list' || node.items.length === 0) {
      this.warn(`${this.name}: "${op}" must be a list of conditions.`, node)
      return undefined
    }
    const of = node.items.map(({ value }) => this.condition(value, on, depth + 1))
    const sound = of.filter((each) => each !== undefined)
    return sound.length === of.length ? { op, of: sound } : undefined
  }

  private isWord(
    word: string,
    values: readonly string[],
    on: TeamRule['on'],
    at: Span,
  ): ConditionTree | undefined {
    const words: Readonly<Record<string, 'alone' | 'list'>> = CONDITION_WORDS[on]
    const kind = Object.hasOwn(words, word) ? words[word] : undefined
    if (!kind) this.warn(`${this.name}: ${unknown(word, Object.keys(words))}`, at)
    else if (kind === 'list' && values.length === 0)
      this.warn(`${this.name}: "${word}" needs words of its own, as in ${word}: [gateway].`, at)
    else if (kind === 'alone' && values.length > 0)
      this.warn(`${this.name}: "${word}" takes no words of its own.`, at)
    else return { op: 'is', word, values }
    return undefined
  }

  /** A text that would read the same on another system is none. */
  private namesTarget(on: TeamRule['on'], texts: Readonly<Record<string, string>>): boolean {
    const known: readonly string[] = PLACEHOLDERS[on]
    let isSound = true
    for (const [key, text] of Object.entries(texts)) {
      const node = this.map.byKey.get(key)?.value ?? this.map
      for (const [, name = ''] of text.matchAll(/\{(\w*)\}/g)) {
        if (known.includes(name)) continue
        this.warn(`${this.name}: "${key}" has {${name}}. Known: ${known.join(', ')}.`, node)
        isSound = false
      }
    }
    if (isSound && !/\{\w+\}/.test(texts.title ?? '')) {
      this.warn(`${this.name}: its title must name its target, as in "{${known[0]}}".`, this.map)
      return false
    }
    return isSound
  }
}

function unknown(word: string, known: readonly string[]): string {
  const meant = nearestSlip(word, known)
  return meant
    ? `"${word}" is unknown. Did you mean "${meant}"?`
    : `"${word}" is none of ${known.join(', ')}.`
}

function orList(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

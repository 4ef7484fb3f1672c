/** Several files of one Threagile model as one map, each element with the file that it stands in. */
import { type OpenedYaml, openYaml } from '../../../core/yaml/open.ts'
import type { Problem } from '../../../core/yaml/problem.ts'
import { MAX_BYTES, MAX_ENTRIES } from '../../../core/yaml/scan.ts'
import type { Entry, Item, ListNode, MapNode, SourceNode, Span } from '../../../core/yaml/source-node.ts'
import { MAX_INCLUDE_DEPTH, MAX_INCLUDES, resolveInclude } from './paths.ts'

/** The text of a file of the opened folder; undefined where there is none that can be read. */
export type Include = (path: string) => string | undefined

export interface Part {
  readonly file: string
  readonly opened: OpenedYaml
  /** Offsets of all parts together: what stands in this one begins here. */
  readonly base: number
}

export interface Parts {
  /** The including file first. */
  readonly parts: readonly Part[]
  /** In offsets of all parts together. */
  readonly problems: readonly Problem[]
}

interface Wanted extends Span {
  readonly text: string
}

export function includesOf(root: SourceNode | null): readonly Wanted[] {
  const list = root?.kind === 'map' ? root.byKey.get('includes')?.value : undefined
  return (list?.kind === 'list' ? list.items : []).flatMap(({ value }) =>
    value.kind === 'scalar' && value.type !== 'null'
      ? [{ text: value.text, start: value.start, end: value.end }]
      : [],
  )
}

/** The files that a text includes itself, by their paths from the folder; for whoever has to fetch them. */
export function listIncludes(text: string, file: string): readonly string[] {
  if (!/\bincludes["']?\s*:/.test(text)) return []
  return includesOf(openYaml(text).root).flatMap((each) => resolveInclude(file, each.text) ?? [])
}

/** Follows the includes of a file, each of them once. Every include that leads nowhere is an error at its place. */
export function followIncludes(opened: OpenedYaml, file: string, include: Include): Parts {
  const parts: Part[] = [{ file, opened, base: 0 }]
  const problems: Problem[] = []
  const seen = new Set([file])
  let end = opened.text.length + 1
  let { entries } = opened
  let isFull = false
  const follow = (part: Part, chain: readonly string[]) => {
    for (const { text, ...span } of includesOf(part.opened.root)) {
      if (isFull) return
      const at = shift(span, part.base)
      const refuse = (code: string, message: string) =>
        problems.push({ code, severity: 'error', message, at })
      const path = resolveInclude(part.file, text)
      if (path === null)
        refuse('include-outside', `"${text}" is not inside the opened folder. Include a file below it.`)
      else if (chain.includes(path))
        refuse('include-cycle', `"${text}" includes this file itself. Remove one of the two.`)
      else if (chain.length >= MAX_INCLUDE_DEPTH || seen.size > MAX_INCLUDES) {
        const most = `${MAX_INCLUDE_DEPTH} levels and ${MAX_INCLUDES} files`
        refuse(
          'too-many-includes',
          `Includes are followed for ${most} at most. Put some of the files together.`,
        )
      } else if (!seen.has(path)) {
        seen.add(path)
        const content = include(path)
        if (content === undefined) {
          refuse(
            'missing-include',
            `"${path}" is included, and there is no such file that can be read. Add it or remove the line.`,
          )
          continue
        }
        isFull = end + content.length > MAX_BYTES
        const next: Part = { file: path, opened: openYaml(isFull ? '' : content), base: end }
        entries += next.opened.entries
        isFull ||= entries > MAX_ENTRIES
        // What one file may hold is what all of them together may: they are one model.
        if (isFull) {
          const most = '8 MB or 400,000 keys and items'
          refuse(
            'too-large',
            `With "${path}" the files of this model hold more than ${most}. Make several models of it.`,
          )
          return
        }
        end += content.length + 1
        parts.push(next)
        problems.push(
          ...next.opened.problems.map((problem) => ({ ...problem, at: shift(problem.at, next.base) })),
        )
        if (!next.opened.root)
          refuse('broken-include', `"${path}" is included and cannot be read. Mend it first.`)
        else if (next.opened.root.kind === 'map') follow(next, [...chain, path])
        else refuse('broken-include', `"${path}" is included and is no map of sections of a model.`)
      }
    }
  }
  const [main] = parts
  if (main) follow(main, [file])
  return { parts, problems }
}

/** Sections whose entries come from all files; of anything else the first file that says it counts. */
const SECTIONS = new Set([
  'data_assets',
  'technical_assets',
  'trust_boundaries',
  'shared_runtimes',
  'individual_risk_categories',
  'custom_risk_categories',
  'risk_tracking',
  'tags_available',
  'identified_risks',
  'mitigations',
  'risk_analysis',
  'notes',
])

/** All parts as one map, in offsets of all of them together. */
export function mergeParts(parts: readonly Part[]): {
  readonly root: MapNode
  readonly problems: readonly Problem[]
} {
  const problems: Problem[] = []
  const byKey = new Map<string, Entry>()
  for (const { opened, base } of parts) {
    if (opened.root?.kind !== 'map') continue
    const { byKey: entries } = base === 0 ? opened.root : shiftMap(opened.root, base)
    for (const [key, entry] of entries) {
      const first = byKey.get(key)
      if (!first) byKey.set(key, entry)
      else if (SECTIONS.has(key))
        byKey.set(key, { ...first, value: joined(key, first.value, entry.value, problems) })
    }
  }
  const [start, end] = [0, parts.at(-1)?.base ?? 0]
  return { root: { kind: 'map', flow: false, entries: [...byKey.values()], byKey, start, end }, problems }
}

function joined(section: string, a: SourceNode, b: SourceNode, problems: Problem[]): SourceNode {
  if (a.kind === 'scalar' && a.type === 'null') return b
  if (a.kind === 'list' && b.kind === 'list') return { ...a, items: [...a.items, ...b.items] }
  if (a.kind !== 'map' || b.kind !== 'map') return a
  const byKey = new Map(a.byKey)
  for (const [key, entry] of b.byKey) {
    if (!byKey.has(key)) byKey.set(key, entry)
    else {
      const message = `"${key}" stands in ${section} of two files; the first one counts. Rename or remove one.`
      problems.push({ code: 'duplicate-key', severity: 'error', message, at: entry.keySpan })
    }
  }
  return { ...a, entries: [...byKey.values()], byKey }
}

function shift({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by }
}

function shiftNode(node: SourceNode, by: number): SourceNode {
  if (node.kind === 'map') return shiftMap(node, by)
  return node.kind === 'list' ? shiftList(node, by) : { ...node, ...shift(node, by) }
}

function shiftList(list: ListNode, by: number): ListNode {
  const items = list.items.map((item): Item => ({ start: item.start + by, value: shiftNode(item.value, by) }))
  return { ...list, ...shift(list, by), items }
}

function shiftMap(map: MapNode, by: number): MapNode {
  const moved = new Map<Entry, Entry>()
  const move = (entry: Entry): Entry => {
    const known = moved.get(entry)
    if (known) return known
    const { afterColon } = entry
    const next: Entry = {
      ...entry,
      keySpan: shift(entry.keySpan, by),
      start: entry.start + by,
      ...(afterColon === undefined ? {} : { afterColon: afterColon + by }),
      value: shiftNode(entry.value, by),
    }
    moved.set(entry, next)
    return next
  }
  const entries = map.entries.map(move)
  const byKey = new Map([...map.byKey].map(([key, entry]) => [key, move(entry)]))
  return { ...map, ...shift(map, by), entries, byKey }
}

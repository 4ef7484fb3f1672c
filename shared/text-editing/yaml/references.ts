/** Every place of a model file that names an element by its id. */
import { openYaml } from '../../core/yaml/open.ts'
import type { MapNode, ScalarNode, SourceNode, Span } from '../../core/yaml/source-node.ts'
import type { TextEdit } from '../suggesting/fix.ts'
import { type MapKind, mapAt } from './vocabulary.ts'

export interface Reference {
  /** An id, or a flow ref whose first part is a component's id. */
  readonly text: string
  readonly names: 'component' | 'boundary' | 'data' | 'mitigation'
  readonly span: Span
}

const NAMING: Readonly<Partial<Record<MapKind, Readonly<Record<string, Reference['names']>>>>> = {
  component: {
    inside_trust_boundary: 'boundary',
    data_assets_processed: 'data',
    data_assets_stored: 'data',
  },
  flow: { target: 'component', data_assets_sent: 'data', data_assets_received: 'data' },
  boundary: {
    technical_assets_inside: 'component',
    trust_boundaries_nested: 'boundary',
    crossed_by: 'component',
  },
  risk: { asset: 'component', link: 'component', boundary: 'boundary', mitigations: 'mitigation' },
}

function listReferences(text: string): readonly Reference[] {
  const { root } = openYaml(text)
  const found: Reference[] = []
  if (root?.kind === 'map') visit(root, [], found)
  return found
}

function visit(node: SourceNode, path: readonly string[], out: Reference[]): void {
  if (node.aliasOf) return
  if (node.kind === 'list') for (const { value } of node.items) visit(value, [...path, '-'], out)
  if (node.kind !== 'map') return
  const kind = mapAt(path)
  for (const entry of node.entries) {
    if (entry.origin !== 'own') continue
    const names = kind && NAMING[kind]?.[entry.key]
    if (names)
      for (const { text, ...span } of scalarsOf(entry.value)) out.push({ text, names, span: spanOf(span) })
    if (path.length === 1 && path[0] === 'risk_analysis')
      out.push({ text: entry.key, names: 'component', span: entry.keySpan })
    if (isLinkWithoutTarget(path, entry.value))
      out.push({ text: entry.key, names: 'component', span: entry.keySpan })
    visit(entry.value, [...path, entry.key], out)
  }
}

/** A link that says no target goes to what its key names. */
function isLinkWithoutTarget(path: readonly string[], value: SourceNode): boolean {
  const isLink = path.length === 3 && path[0] === 'technical_assets' && path[2] === 'communication_links'
  return isLink && !(value.kind === 'map' && value.byKey.has('target'))
}

function scalarsOf(node: SourceNode): readonly ScalarNode[] {
  if (node.aliasOf) return []
  if (node.kind === 'scalar') return [node]
  return node.kind === 'list' ? node.items.flatMap(({ value }) => scalarsOf(value)) : []
}

function spanOf({ start, end }: Span): Span {
  return { start, end }
}

/** The edits that make every reference to one id name another. */
export function renameReferences(
  text: string,
  names: Reference['names'],
  from: string,
  to: string,
): readonly TextEdit[] {
  return listReferences(text)
    .flatMap((reference): readonly TextEdit[] => {
      const isRef = names === 'component' && reference.text.startsWith(`${from}>`)
      if (reference.names !== names || (reference.text !== from && !isRef)) return []
      return [scalarEdit(text, reference.span, to + reference.text.slice(from.length))]
    })
    .sort((a, b) => a.from - b.from)
}

/** A word in the place of another one, in the same quotes. */
export function scalarEdit(text: string, { start, end }: Span, word: string): TextEdit {
  const quote = /^["']/.exec(text.slice(start, end))?.[0] ?? ''
  const isPlain = /^[\w-][\w>./-]*$/u.test(word)
  const own = quote !== '' || isPlain ? `${quote}${word}${quote}` : JSON.stringify(word)
  return { from: start, to: end, insert: own }
}

/** The map that holds a risk's or element's attributes, found by an offset in it. */
export function mapAround(node: SourceNode, offset: number): MapNode | undefined {
  if (node.kind === 'scalar' || node.aliasOf || offset < node.start || offset > node.end) return undefined
  const inner =
    node.kind === 'list' ? node.items.map(({ value }) => value) : node.entries.map(({ value }) => value)
  for (const each of inner) {
    const found = mapAround(each, offset)
    if (found) return found
  }
  return node.kind === 'map' ? node : undefined
}

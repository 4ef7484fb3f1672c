/** A model file's text with the block of every element: where it stands with all that is indented below it. */
import type { Diagnostic, Locate } from '../../core/diagnostics.ts'
import { openYaml } from '../../core/yaml/open.ts'
import { lineMapOf } from '../../core/yaml/problem.ts'
import {
  type Entry,
  entryEnd,
  type MapNode,
  type SourceNode,
  type Span,
} from '../../core/yaml/source-node.ts'
import { readOpened } from '../../formats/fenceline/model/read-model.ts'
import { idOfEntry, linksOf } from '../../formats/fenceline/threagile/entry-ids.ts'
import { flowRef } from '../../model/ids.ts'
import type { Model } from '../../model/schema.ts'

interface Block {
  /** A diagnostic's `elementId`: `orders`, `web>orders`, `boundary:dmz`, `data:pii`, `risk:R1`, `mitigation:mfa`, `analysis:orders`. */
  readonly ref: string
  /** What to select for it: a component or boundary id or a flow ref; absent for a data asset. */
  readonly selects?: string
  readonly span: Span
  readonly key: Span
}

export interface OpenedText {
  readonly text: string
  readonly model: Model | null
  readonly diagnostics: readonly Diagnostic[]
  /** Blocks that hold others come before these. */
  readonly blocks: readonly Block[]
  readonly locate: Locate
}

/** Only the last few texts are asked for again: the one that is shown and the one before it. */
const KEPT = 4
const recent: OpenedText[] = []

export function openText(text: string): OpenedText {
  const known = recent.find((each) => each.text === text)
  if (known) return known
  const opened = read(text)
  recent.unshift(opened)
  recent.length = Math.min(recent.length, KEPT)
  return opened
}

function read(text: string): OpenedText {
  const opened = openYaml(text)
  const { model, diagnostics } = readOpened(opened)
  const blocks = opened.root?.kind === 'map' ? blocksOf(opened.root) : []
  const lines = lineMapOf(text)
  const spans = new Map<string, Span>()
  for (const { ref, span } of blocks) {
    spans.set(ref, span)
    if (ref.startsWith('boundary:')) spans.set(ref.slice('boundary:'.length), span)
  }
  const locate: Locate = (ref) => {
    const span = spans.get(ref)
    return span && lines.range(span)
  }
  return { text, model, diagnostics, blocks, locate }
}

function blocksOf(root: MapNode): readonly Block[] {
  const components = ownEntries(root, 'technical_assets').flatMap((entry) => {
    const id = idOfEntry(entry)
    const links = new Map(linksOf(entry.value).map((link) => [link.entry, link.id]))
    const flows = entry.value.kind === 'map' ? ownEntries(entry.value, 'communication_links') : []
    return [
      blockOf(entry, id, id),
      ...flows.map((flow) => {
        const ref = flowRef({ from: id, id: links.get(flow) ?? flow.key })
        return blockOf(flow, ref, ref)
      }),
    ]
  })
  return [
    ...ownEntries(root, 'data_assets').map((entry) => blockOf(entry, `data:${idOfEntry(entry)}`)),
    ...components,
    ...ownEntries(root, 'trust_boundaries').map((entry) => {
      const id = idOfEntry(entry)
      return blockOf(entry, `boundary:${id}`, id)
    }),
    ...risksOf(root),
    ...ownEntries(root, 'mitigations').map((entry) => blockOf(entry, `mitigation:${entry.key}`)),
    ...ownEntries(root, 'risk_analysis').map((entry) => blockOf(entry, `analysis:${entry.key}`, entry.key)),
  ]
}

function blockOf(entry: Entry, ref: string, selects?: string): Block {
  const span = { start: entry.start, end: entryEnd(entry) }
  return { ref, span, key: entry.keySpan, ...(selects === undefined ? {} : { selects }) }
}

function risksOf(root: MapNode): readonly Block[] {
  const list = root.byKey.get('identified_risks')?.value
  return (list?.kind === 'list' ? list.items : []).flatMap(({ start, value }): Block[] => {
    if (value.kind !== 'map') return []
    const text = (key: string) => textOf(value.byKey.get(key)?.value)
    const selects = text('asset') ?? text('link') ?? text('boundary')
    const span = { start, end: value.end }
    const key = { start, end: start + 1 }
    return [{ ref: `risk:${text('id') ?? ''}`, span, key, ...(selects === undefined ? {} : { selects }) }]
  })
}

function textOf(node: SourceNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined
}

/** Entries that stand in the text themselves; what an alias or merge key brings stands elsewhere. */
function ownEntries(parent: MapNode, section: string): readonly Entry[] {
  const map = parent.byKey.get(section)
  if (map?.origin !== 'own' || map.value.kind !== 'map' || map.value.aliasOf) return []
  return map.value.entries.filter(({ origin }) => origin === 'own')
}

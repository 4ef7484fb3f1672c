/** Merges three versions of a model or layout file, as a git merge driver must: one text, with marks where asked. */
import { type Diagnostic, hasErrors } from '../../core/diagnostics.ts'
import { markClashes } from '../../core/lines.ts'
import { type Conflict, mergeDocuments, resolveConflict } from '../../diff/merge.ts'
import {
  printLayout,
  printModel,
  readLayout,
  readModel,
  spliceLayout,
  spliceModel,
} from '../../formats/fenceline/index.ts'
import { type Document, EMPTY_DOCUMENT } from '../../model/document.ts'
import { mergeText } from './merge-model-text.ts'

export type Side = 'base' | 'ours' | 'theirs'

export interface MergedFiles {
  /** Null when a side cannot be read: `unreadable` says which, and why. */
  readonly text: string | null
  readonly unreadable: { readonly side: Side; readonly diagnostic: Diagnostic } | null
  /** What needs a choice; in the text each stands between marks. */
  readonly conflicts: readonly Conflict[]
  /** What was decided for ours without asking: positions, dates of reviews. */
  readonly settled: readonly Conflict[]
  readonly lostComments: readonly string[]
}

interface Kind {
  read(text: string): { readonly document: Document | null; readonly diagnostics: readonly Diagnostic[] }
  splice(text: string, document: Document): string
  print(document: Document): string
}

const MODEL: Kind = {
  read(text) {
    const { model, diagnostics } = readModel(text)
    return { document: model && { ...EMPTY_DOCUMENT, model }, diagnostics }
  },
  splice: (text, { model }) => spliceModel(text, model),
  print: ({ model }) => printModel(model),
}

const LAYOUT: Kind = {
  read(text) {
    const { layout, diagnostics } = readLayout(text)
    return { document: hasErrors(diagnostics) ? null : { ...EMPTY_DOCUMENT, layout }, diagnostics }
  },
  splice: (text, { layout }) => spliceLayout(text, layout),
  print: ({ layout }) => printLayout(layout),
}

/** An empty text stands for a file that is not there, as git gives it for the base of a file both sides added. */
export function mergeFiles(texts: Readonly<Record<Side, string>>): MergedFiles {
  const kind = isLayout(texts) ? LAYOUT : MODEL
  const nothing = { text: null, conflicts: [], settled: [], lostComments: [] }
  const read: Partial<Record<Side, Document>> = {}
  for (const side of ['base', 'ours', 'theirs'] as const) {
    const { document, diagnostics } = isEmpty(texts[side])
      ? { document: EMPTY_DOCUMENT, diagnostics: [] }
      : kind.read(texts[side])
    const diagnostic = diagnostics.find(({ severity }) => severity === 'error')
    if (!document && diagnostic) return { ...nothing, unreadable: { side, diagnostic } }
    read[side] = document ?? EMPTY_DOCUMENT
  }
  const { base = EMPTY_DOCUMENT, ours = EMPTY_DOCUMENT, theirs = EMPTY_DOCUMENT } = read
  const { merged, conflicts } = mergeDocuments(base, ours, theirs)
  const asked = conflicts.filter(({ soft }) => !soft)
  const { text, lostComments } = put(kind, texts, merged)
  const chosen = (side: 'ours' | 'theirs') =>
    kind.splice(
      text,
      asked.reduce((document, conflict) => resolveConflict(document, conflict, side), merged),
    )
  return {
    text: asked.length === 0 ? text : markClashes(chosen('ours'), chosen('theirs')),
    unreadable: null,
    conflicts: asked,
    settled: conflicts.filter(({ soft }) => soft),
    lostComments,
  }
}

function put(kind: Kind, { base, ours, theirs }: Readonly<Record<Side, string>>, merged: Document) {
  const [first = ''] = [ours, theirs].filter((text) => !isEmpty(text))
  if (first === '') return { text: kind.print(merged), lostComments: [] }
  return mergeText(base, first, theirs, (text) => kind.splice(text, merged))
}

/** By content: git gives the versions names that say nothing. */
function isLayout(texts: Readonly<Record<Side, string>>): boolean {
  const text = [texts.ours, texts.theirs, texts.base].find((one) => !isEmpty(one)) ?? ''
  return !/^title\s*:/m.test(text) && /^(?:version|pages|elements|flows|notes)\s*:/m.test(text)
}

function isEmpty(text: string): boolean {
  return text.trim() === ''
}

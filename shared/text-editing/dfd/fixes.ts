import { nearestWords } from '../../core/nearest.ts'
import { shorten } from '../../formats/dfd/syntax/braces.ts'
import { findArrow } from '../../formats/dfd/syntax/label.ts'
import { printId, titleKey } from '../../formats/dfd/syntax/spelling.ts'
import { slug, uniqueId } from '../../model/ids.ts'
import type { Kind } from '../../model/schema.ts'
import { type Broken, type Fix, replaceAt, type TextEdit } from '../suggesting/fix.ts'
import { lineAt, linesOf } from '../text-lines.ts'
import { mentionsIn, titleEdit, titleEndOf } from './mentions.ts'

const KEYWORDS: Readonly<Record<Kind, string>> = {
  external: 'External:',
  process: 'Process:',
  store: 'Data store:',
}
const COMPONENT_KEYWORDS = Object.values(KEYWORDS)
const ALL_KEYWORDS = [...COMPONENT_KEYWORDS, 'Zone:', 'Line:']

export function fixDfd(broken: Broken): readonly Fix[] {
  return FIXES[broken.diagnostic.code]?.(broken) ?? []
}

const FIXES: Readonly<Record<string, (broken: Broken) => readonly Fix[]>> = {
  'dfd-unknown-component': unknownComponent,
  'dfd-near-keyword': (broken) => keywords(broken, nearKeywords(beforeColon(broken.written))),
  'dfd-lost-keyword': lostKeyword,
  'dfd-unknown-line': ({ at, written }) => {
    const isTitle = findArrow(written, 0) === undefined && !/[[\](){}"]/.test(written)
    return [
      ...(isTitle ? [{ title: 'Declare it as a process', edits: insertAt(at.from, 'Process: ') }] : []),
      { title: 'Make it a note', edits: insertAt(at.from, 'Note: ') },
    ]
  },
  'dfd-comment': ({ at, written }) => [
    { title: 'Make it a note', edits: replaceAt(at, `Note: ${written.replace(/^#+\s*/u, '')}`) },
  ],
  'dfd-kind-differs': kindDiffers,
  'dfd-two-zones': twoZones,
  'dfd-two-remarks': ({ at, written }) => {
    const start = written.indexOf('(')
    const from = at.from + written.slice(0, start).trimEnd().length
    return start < 0 ? [] : [{ title: 'Remove this remark', edits: replaceAt({ from, to: at.to }, '') }]
  },
  'dfd-taken-title': keepBoth,
  'dfd-duplicate-id': ({ at, text, written }) => {
    const opening = written.indexOf('{')
    const closing = opening < 0 ? -1 : written.indexOf('}', opening)
    if (closing < 0) return []
    const taken = new Set(mentionsIn(text).map(({ mention }) => mention.id ?? slug(mention.title)))
    const id = printId(
      uniqueId(written.slice(opening + 1, closing).replaceAll('"', ''), (wanted) => taken.has(wanted)),
    )
    const [from, to] = [at.from + opening, at.from + closing + 1]
    return [{ title: `Use ${id}`, edits: replaceAt({ from, to }, id) }]
  },
  'dfd-ambiguous-name': ({ at, text, written }) => {
    const same = mentionsIn(text).filter(
      ({ mention }) => mention.id !== undefined && titleKey(mention.title) === titleKey(written),
    )
    return [...new Set(same.map(({ mention }) => printId(mention.id ?? '')))].slice(0, 3).map((id) => ({
      title: `Use ${shorten(written)} ${id}`,
      edits: insertAt(at.to, ` ${id}`),
    }))
  },
  'dfd-unclosed': ({ at, text, written }) => {
    const close = { '[': ']', '(': ')', '{': '}', '"': '"' }[written.charAt(0)]
    if (close === undefined) return []
    const line = linesOf(text)[lineAt(linesOf(text), at.from)]
    const end = line ? line.start + line.text.trimEnd().length : at.to
    const arrow = close === '"' ? undefined : findArrow(text.slice(0, end), at.from)
    const before = text.slice(0, arrow?.start ?? end).trimEnd().length
    return [{ title: `Close with ${close}`, edits: insertAt(before, close) }]
  },
}

function insertAt(at: number, insert: string): readonly TextEdit[] {
  return [{ from: at, to: at, insert }]
}

function unknownComponent({ at, model, text, written }: Broken): readonly Fix[] {
  const mentions = mentionsIn(text)
  const here = mentions.find(({ from }) => from === at.from)?.mention
  const title = here?.title ?? written
  const declared = mentions.filter(({ mention }) => mention.kind !== undefined)
  const titles = [...new Set(declared.map(({ mention }) => mention.title))]
  const known = new Set(model.components.map((component) => titleKey(component.title)))
  // The declaration of a component was renamed, and this is one of its other mentions.
  const renamed = known.has(titleKey(title)) ? titles.filter((each) => !known.has(titleKey(each))) : []
  const next = renamed.length === 1 ? renamed[0] : nearestWords(title, renamed, 1)[0]
  const fixes: Fix[] = []
  if (next !== undefined) {
    const others = mentions.filter(
      ({ mention }) => mention.kind === undefined && titleKey(mention.title) === titleKey(title),
    )
    fixes.push({
      title: `Rename ${shorten(title)} to ${shorten(next)} in the whole text`,
      edits: others.map((each) => titleEdit(text, each, next)),
    })
  }
  for (const near of nearestWords(title, titles)) {
    const place = mentions.find(({ from }) => from === at.from)
    if (near !== next && place) {
      fixes.push({ title: `Use ${shorten(near)}`, edits: [titleEdit(text, place, near)] })
    }
  }
  fixes.push({ title: `Declare ${shorten(title)} as a process`, edits: insertAt(at.from, 'Process: ') })
  return fixes
}

/** Two components of one title need their ids wherever they are named. */
function keepBoth({ at, diagnostic, model, text }: Broken): readonly Fix[] {
  const own = diagnostic.elementId
  const mentions = mentionsIn(text)
  const here = mentions.find(({ from }) => from === at.from)
  if (own === undefined || !here || here.mention.id !== undefined) return []
  const key = titleKey(here.mention.title)
  const other = model.components.find(({ id, title }) => id !== own && titleKey(title) === key)
  if (!other) return []
  const plain = mentions.filter(({ mention }) => mention.id === undefined && titleKey(mention.title) === key)
  const edits = plain.map((place) => {
    const from = titleEndOf(text, place)
    return { from, to: from, insert: ` ${printId(place === here ? own : other.id)}` }
  })
  return [{ title: `Keep both: write ${printId(own)}`, edits }]
}

function beforeColon(written: string): string {
  return written.slice(0, Math.max(0, written.indexOf(':')))
}

function nearKeywords(word: string): readonly string[] {
  const near = nearestWords(
    word,
    ALL_KEYWORDS.map((keyword) => keyword.slice(0, -1)),
  )
  return near.map((keyword) => `${keyword}:`)
}

/** Each of the keywords in the place of what stands before the colon. */
function keywords({ at, written }: Broken, words: readonly string[]): readonly Fix[] {
  const to = at.from + written.indexOf(':') + 1
  return words.map((word) => ({ title: `Write ${word}`, edits: replaceAt({ from: at.from, to }, word) }))
}

function lostKeyword(broken: Broken): readonly Fix[] {
  const { at, diagnostic, model, written } = broken
  const boundary = model.boundaries.find(({ id }) => id === diagnostic.elementId)
  const possible = boundary ? [boundary.kind === 'zone' ? 'Zone:' : 'Line:'] : COMPONENT_KEYWORDS
  const near = nearKeywords(beforeColon(written)).filter((word) => possible.includes(word))
  const words = [...near, ...possible.filter((word) => !near.includes(word))]
  return [...keywords(broken, words), { title: 'Make it a note', edits: insertAt(at.from, 'Note: ') }]
}

/** The keyword of the line that declares the title first. */
function kindDiffers(broken: Broken): readonly Fix[] {
  const mentions = mentionsIn(broken.text)
  const here = mentions.find(({ from }) => from === broken.at.from)?.mention
  const first = mentions.find(
    ({ mention }) => mention.kind !== undefined && here && titleKey(mention.title) === titleKey(here.title),
  )
  const kind = first?.mention.kind
  return kind === undefined ? [] : keywords(broken, [KEYWORDS[kind]])
}

/** Without its keyword a name is a mention; alone on its line it is nothing and the line goes. */
function twoZones({ at, text, written }: Broken): readonly Fix[] {
  const lines = linesOf(text)
  const number = lineAt(lines, at.from)
  const line = lines[number]
  if (!line) return []
  if (findArrow(line.text, 0)) {
    const keyword = /^[^:]*:\s*/u.exec(written)?.[0].length ?? 0
    return [
      { title: 'Name it without a keyword', edits: replaceAt({ from: at.from, to: at.from + keyword }, '') },
    ]
  }
  const to = lines[number + 1]?.start ?? text.length
  return [{ title: 'Remove it from this zone', edits: replaceAt({ from: line.start, to }, '') }]
}

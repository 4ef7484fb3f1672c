/** How other people label: icons among the words, the protocol of an arrow in brackets at the end or alone. */

import { isProtocol } from '../../../model/from-drawing/protocol-words.ts'
import { shownText } from '../encode.ts'
import { oneLine } from '../labels.ts'

const ICON = /(?<![\p{L}\p{N}])(?:fa[a-z]?|mdi|logos|aws):[a-z][\w-]*/iu
const ICONS = new RegExp(ICON.source, 'giu')
const BRACKETED = /^(?:\(.*\)|\[.*\])$/u
/** What stands beside a protocol: ports and formats. */
const BESIDE = /^(?:\d+|json|xml|rest|soap|protobuf|csv|api|async|sync)$/iu

/**
 * A line in brackets of its own is a note; what stands under it describes, as in "Shop / [Container: Java] /
 * Takes orders".
 */
export function readForeignComponentLabel(label: string): {
  readonly title: string
  readonly note?: string
  readonly description?: string
} {
  const lines = shownText(plainLabel(label)).split('\n').filter(Boolean)
  const at = lines.findIndex((line, index) => index > 0 && BRACKETED.test(line))
  if (at < 0) return { title: lines.join(' ') }
  const note = lines[at]?.slice(1, -1).trim() ?? ''
  const description = lines.slice(at + 1).join(' ')
  return {
    title: lines.slice(0, at).join(' '),
    ...(note === '' ? {} : { note }),
    ...(description === '' ? {} : { description }),
  }
}

/** Nothing in square brackets is a line here. */
export function readForeignFlowLabel(label: string): {
  readonly title: string
  readonly protocol?: string
  readonly lines: readonly string[]
} {
  const words = oneLine(plainLabel(label))
  if (isOnlyProtocol(words)) return { title: '', protocol: words, lines: [] }
  const match = /^(.*\S)\s*[([]([^()[\]]*)[)\]]$/u.exec(words)
  const [, title, protocol] = match ?? []
  if (title !== undefined && protocol !== undefined && isOnlyProtocol(protocol)) {
    return { title, protocol, lines: [] }
  }
  return { title: words, lines: [] }
}

/** A title may name a protocol among other words, which then are about something else. */
function isOnlyProtocol(words: string): boolean {
  const parts = words.split(/[\s,;+/:]+/u).filter(Boolean)
  return (
    parts.length <= 6 &&
    parts.some(isProtocol) &&
    parts.every((part) => isProtocol(part) || BESIDE.test(part))
  )
}

export function findIcon(label: string): string | undefined {
  return ICON.exec(label)?.[0]
}

/** Without icons, and with `\n` as the new line that Mermaid draws for it. */
export function plainLabel(label: string): string {
  return label.replace(ICONS, ' ').replaceAll('\\n', '\n')
}

/** How other people label: icons among the words, the protocol of an arrow in brackets at the end or alone. */
import { isProtocol, oneLine } from '../labels.ts'

const ICON = /(?<![\p{L}\p{N}])(?:fa[a-z]?|mdi|logos|aws):[a-z][\w-]*/iu
const ICONS = new RegExp(ICON.source, 'giu')
/** What stands beside a protocol: ports and formats. */
const BESIDE = /^(?:\d+|json|xml|rest|soap|protobuf|csv|api|async|sync)$/iu

/** Nothing in square brackets is a line here. */
export function readForeignFlowLabel(label: string): {
  readonly title: string
  readonly protocol?: string
  readonly lines: readonly string[]
} {
  const words = oneLine(withoutIcons(label))
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

export function withoutIcons(label: string): string {
  return label.replace(ICONS, ' ')
}

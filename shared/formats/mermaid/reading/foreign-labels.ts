/** How other people label an arrow: the protocol in brackets at the end, or alone. */
import { isProtocol, oneLine } from '../labels.ts'
import { withoutIcons } from './icons.ts'

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
  return parts.length <= 6 && parts.some(isProtocol) && parts.every((part) => isProtocol(part) || BESIDE.test(part))
}

import type { ReplacementKind } from '../types.ts'

/** A stretch of a skeleton's text that has to go; `end` is exclusive. */
export interface Found {
  readonly start: number
  readonly end: number
  readonly kind: ReplacementKind
}

/** All matches of `pattern`, which must be global; with a group named `secret` only what that holds. */
export function findAll(text: string, pattern: RegExp, kind: ReplacementKind): Found[] {
  const found: Found[] = []
  for (const match of text.matchAll(pattern)) {
    const part = match.indices?.groups?.secret
    const start = part?.[0] ?? match.index
    const end = part?.[1] ?? match.index + match[0].length
    if (end > start) found.push({ start, end, kind })
  }
  return found
}

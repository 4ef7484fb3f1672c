/** The YAML between two `---` lines before a diagram. */

import { Rewriter, type Rewritten } from './rewrite.ts'
import { parseYaml } from './yaml.ts'

export interface Frontmatter {
  readonly title?: string
  readonly rest: Rewritten
  /** Says what is wrong with it, and where in the text before it was taken out. */
  readonly problem?: { readonly message: string; readonly at: number }
}

const BREAK = /[\n\r]/
const SPACE = /\s/

export function readFrontmatter(before: Rewritten): Frontmatter {
  const { text } = before
  const found = findFrontmatter(text)
  if (!found) return { rest: before }
  const rewriter = new Rewriter(text)
  rewriter.replace(0, found.end, '')
  const rest = rewriter.finish(before)
  const parsed = parseYaml(dedent(found.body, found.indent))
  if (parsed.problem !== undefined) {
    return {
      rest,
      problem: { message: parsed.problem, at: before.toSource(found.bodyAt, found.bodyAt).from },
    }
  }
  const { value } = parsed
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { rest }
  const { title } = value as { readonly title?: unknown }
  return title ? { rest, title: String(title) } : { rest }
}

function dedent(body: string, indent: string): string {
  if (indent === '') return body
  return body
    .split('\n')
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    .join('\n')
}

interface Found {
  readonly indent: string
  readonly body: string
  readonly bodyAt: number
  readonly end: number
}

/**
 * The opening line takes as many blank lines as leave a closing one behind; the block ends at the first
 * closing line, indented as the opening one, that nothing but space and a line end follow.
 */
function findFrontmatter(text: string): Found | undefined {
  const indent = /^[^\S\n\r]*/.exec(text)?.[0] ?? ''
  if (!text.startsWith('---', indent.length)) return undefined
  const openings: number[] = []
  for (let at = indent.length + 3; at < text.length && SPACE.test(text[at] ?? ''); at += 1) {
    if (BREAK.test(text[at] ?? '')) openings.push(at)
  }
  const first = openings[0]
  if (first === undefined) return undefined
  const closings = findClosings(text, `${indent}---`, first + 1)
  const last = closings.at(-1)
  if (!last) return undefined
  const opening = openings.findLast((at) => at < last.at) ?? first
  const closing = closings.find(({ at }) => at > opening)
  if (!closing) return undefined
  return { indent, body: text.slice(opening + 1, closing.at), bodyAt: opening + 1, end: closing.end }
}

function findClosings(text: string, fence: string, from: number): { at: number; end: number }[] {
  const closings: { at: number; end: number }[] = []
  for (let found = text.indexOf(fence, from + 1); found >= 0; found = text.indexOf(fence, found + 1)) {
    const at = found - 1
    if (at < from || !BREAK.test(text[at] ?? '')) continue
    let end = -1
    for (let next = found + fence.length; next < text.length && SPACE.test(text[next] ?? ''); next += 1) {
      if (BREAK.test(text[next] ?? '')) end = next + 1
    }
    if (end >= 0) closings.push({ at, end })
  }
  return closings
}

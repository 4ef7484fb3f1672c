/**
 * What Mermaid does to a text before it parses it, step by step and in its order: line ends, quotes of HTML
 * attributes, frontmatter, directives, comment lines, entities. Every step is linear, whatever the text.
 */
import type { FlowComment, FlowExtra } from '../flowchart.ts'
import { dropComments, dropDirectives } from './comments.ts'
import { encodeEntities } from './entities.ts'
import { type Frontmatter, readFrontmatter } from './frontmatter.ts'
import { Rewriter, Rewritten } from './rewrite.ts'

export interface CleanText {
  /** What the lexer reads; it always ends with a new line. */
  readonly body: Rewritten
  /** The text without frontmatter, directives and comment lines, which says what diagram it is. */
  readonly diagram: Rewritten
  readonly frontmatter: Frontmatter
  readonly comments: readonly FlowComment[]
  readonly directives: readonly FlowExtra[]
}

export function cleanText(source: string): CleanText {
  const lines = unifyAttributes(unifyLineEnds(new Rewritten(source)))
  const frontmatter = readFrontmatter(lines)
  const { rest, directives } = dropDirectives(frontmatter.rest)
  const { rest: diagram, comments } = dropComments(rest)
  return {
    body: tightenBraces(endWithNewLine(encodeEntities(diagram))),
    diagram,
    frontmatter,
    comments,
    directives,
  }
}

function unifyLineEnds(before: Rewritten): Rewritten {
  const { text } = before
  const rewriter = new Rewriter(text)
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
    rewriter.replace(at, text[at + 1] === '\n' ? at + 2 : at + 1, '\n')
  }
  return rewriter.finish(before)
}

/** `<b style="x">` becomes `<b style='x'>`, for a double quote would begin a string. */
function unifyAttributes(before: Rewritten): Rewritten {
  const { text } = before
  const rewriter = new Rewriter(text)
  const tag = /<\w+/g
  for (let match = tag.exec(text); match; match = tag.exec(text)) {
    const end = text.indexOf('>', tag.lastIndex)
    if (end < 0) break
    const attribute = /="([^"]*)"/g
    const attributes = text.slice(tag.lastIndex, end)
    for (const found of attributes.matchAll(attribute)) {
      const from = tag.lastIndex + found.index
      rewriter.replace(from + 1, from + 2, "'")
      rewriter.replace(from + found[0].length - 1, from + found[0].length, "'")
    }
    tag.lastIndex = end + 1
  }
  return rewriter.finish(before)
}

function endWithNewLine(before: Rewritten): Rewritten {
  const rewriter = new Rewriter(before.text)
  rewriter.replace(before.text.length, before.text.length, '\n')
  return rewriter.finish(before)
}

/** Blank space and blank lines between a closing brace and the next line go. */
function tightenBraces(before: Rewritten): Rewritten {
  const { text } = before
  const rewriter = new Rewriter(text)
  const space = /\s+/y
  for (let at = text.indexOf('}'); at >= 0; at = text.indexOf('}', at + 1)) {
    space.lastIndex = at + 1
    const run = space.exec(text)?.[0] ?? ''
    const newLine = run.lastIndexOf('\n')
    if (newLine > 0) rewriter.replace(at + 1, at + 1 + newLine, '')
  }
  return rewriter.finish(before)
}

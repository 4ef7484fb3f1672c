/** Whether the words of a component have room in its box, and where they stand in it. */
import type { Rect } from '../../placing/rect.ts'
import type { Size } from '../../placing/sizes.ts'
import type { Component } from '../../schema.ts'
import { textWidth, wrapText } from '../../text/measure.ts'
import { fitTitle, titleLines } from '../../text/title.ts'

const SIZE = 13
const LINE = SIZE * 1.3
const QUIET = { size: 11, line: 15.3 } as const
/** From the border to the letters, above and below. */
const ABOVE = 4
/** Letters that are smaller than this part of their size are read with trouble. */
const READABLE = 0.92
/** Characters: a longer title is a text, and nobody expects the whole of it in a box. */
const LONGEST = 80

/** Whether the title stands there whole, in letters of nearly its size. */
export function doesTitleFit(component: Component, { width, height }: Size): boolean {
  const title = component.title.trim().slice(0, LONGEST)
  const hasQuiet = quietOf(component) !== ''
  const { size, room } = fitTitle(title, component.kind, width)
  if (size < READABLE * SIZE) return false
  const lines = wrapText(title, room, { size, strong: true }).length
  const needed = lines * LINE + (hasQuiet ? QUIET.line : 0) + 2 * ABOVE
  return lines <= titleLines(height, hasQuiet) && needed <= height
}

/** Where the title and the quiet line below it stand in the component's box. */
export function wordsIn(component: Component, rect: Rect): Rect {
  const quiet = quietOf(component)
  const { size, left, right, room } = fitTitle(component.title, component.kind, rect.width)
  const style = { size, strong: true }
  const lines = wrapText(component.title, room, style, titleLines(rect.height, quiet !== ''))
  const widest = Math.max(...lines.map((line) => textWidth(line, style)), textWidth(quiet, QUIET))
  const width = Math.min(room, widest)
  const height = lines.length * size * 1.3 + (quiet === '' ? 0 : QUIET.line)
  const middle = rect.x + left + (rect.width - left - right) / 2
  return { x: middle - width / 2, y: rect.y + (rect.height - height) / 2, width, height }
}

function quietOf(component: Component): string {
  return component.note ?? component.technologies.join(', ')
}

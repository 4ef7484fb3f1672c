/** What is drawn, layer over layer, and how far it reaches. */
import { boundsOf, type Rect } from '../../model/geometry.ts'
import type { Point } from '../../model/layout.ts'
import { isInInter, type TextStyle, textWidth } from '../../model/text/measure.ts'
import type { Mark } from '../marks.ts'
import type { Colours } from './themes.ts'
import { element, words } from './xml.ts'

/**
 * From the bottom: boundaries lie under flows, flows under labels, components over them, notes above; what is gone
 * lies beneath the ink of what is there, and signs of changes on top of all.
 */
const LAYERS = ['zones', 'ghosts', 'flows', 'lines', 'labels', 'components', 'notes', 'changes'] as const
export type Layer = (typeof LAYERS)[number]

/** How a diagram is drawn. */
export interface Look {
  readonly colours: Colours
  readonly detailed: boolean
  /** Fill of what is stale. */
  readonly hatch: string
  /** What is known of the review; null draws the diagram alone. */
  readonly marks: ReadonlyMap<string, Mark> | null
}

export class Sheet {
  readonly #layers = new Map<Layer, string[]>(LAYERS.map((layer) => [layer, []]))
  #bounds: Rect | null = null

  /** Adds markup; `covers` is all that it may paint. */
  draw(layer: Layer, markup: string, covers: readonly Rect[]): void {
    this.#layers.get(layer)?.push(markup)
    this.#bounds = boundsOf(this.#bounds ? [this.#bounds, ...covers] : covers)
  }

  get bounds(): Rect | null {
    return this.#bounds
  }

  /** The markup of all layers in order, without those that are empty. */
  layers(): readonly (readonly [layer: Layer, markup: readonly string[]])[] {
    return [...this.#layers].filter(([, markup]) => markup.length > 0)
  }
}

/** Half of how much lower a baseline lies than the middle of its line: Inter's ascent less its descent. */
const BASELINE = 0.364
/** A number in a badge needs no help. */
const SHORTEST_SET = 3

export interface Line extends TextStyle {
  readonly fill: string
  readonly anchor?: 'start' | 'middle' | 'end'
}

/**
 * A line of text whose middle is at this height. It says how wide it is: a machine without Inter then draws it in
 * another font as wide as this one, and nothing runs over its frame.
 */
export function textLine(text: string, at: Point, { size, strong = false, fill, anchor }: Line): string {
  const isWord = text.length >= SHORTEST_SET && isInInter(text)
  return element(
    'text',
    {
      x: at.x,
      y: at.y + size * BASELINE,
      'font-size': size,
      'font-weight': strong ? 600 : undefined,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      fill,
      textLength: isWord ? textWidth(text, { size, strong }) : undefined,
      lengthAdjust: isWord ? 'spacingAndGlyphs' : undefined,
    },
    words(text),
  )
}

/** Where a line of text may paint. */
export function textRect(text: string, at: Point, { size, strong, anchor }: Line): Rect {
  const width = textWidth(text, strong === undefined ? { size } : { size, strong })
  const shift = anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0
  return { x: at.x - shift, y: at.y - size * 0.7, width, height: size * 1.4 }
}

export function grown(rect: Rect, by: number): Rect {
  return { x: rect.x - by, y: rect.y - by, width: rect.width + 2 * by, height: rect.height + 2 * by }
}

/** Names of both ends may be in it; one that is endless would be repeated with every flow. */
const LONGEST_HINT = 300

/** A hint that browsers show, and the name of its element for those who hear it. */
export function title(text: string): string {
  const shown = text.length > LONGEST_HINT ? `${text.slice(0, LONGEST_HINT)}…` : text
  return element('title', {}, words(shown))
}

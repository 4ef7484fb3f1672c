/** What the model has no place for, told once for each kind with the first place. */
import { plural } from '../../../core/text.ts'
import type { Flowchart, FlowExtra, Span } from '../syntax/flowchart.ts'
import type { Comments } from './comments.ts'
import type { Report } from './report.ts'

/** Words for one and for several. */
const EXTRAS: Readonly<Record<FlowExtra['what'], readonly [string, string]>> = {
  style: ['style', 'styles'],
  linkStyle: ['link style', 'link styles'],
  classDef: ['class definition', 'class definitions'],
  click: ['click target', 'click targets'],
  direction: ['direction inside a subgraph', 'directions inside subgraphs'],
  accessibility: ['accessible title or description', 'accessible titles and descriptions'],
  directive: ['directive', 'directives'],
}
/** The writer sets these itself. */
const OURS: ReadonlySet<FlowExtra['what']> = new Set(['style', 'linkStyle', 'classDef'])

export function reportLosses(chart: Flowchart, comments: Comments, isOurs: boolean, report: Report): void {
  const lose = (places: readonly Span[], noun: string, nouns: string) => {
    const [first] = places
    if (!first) return
    const what = `${plural(places.length, noun, nouns)} ${places.length === 1 ? 'is' : 'are'} not carried into the model.`
    report('mermaid-not-carried', 'info', what, first)
  }
  for (const what of Object.keys(EXTRAS) as FlowExtra['what'][]) {
    if (isOurs && OURS.has(what)) continue
    const places = chart.extras.filter((extra) => extra.what === what).map(({ at }) => at)
    lose(places, ...EXTRAS[what])
  }
  const images = chart.vertices.filter(({ image }) => image !== undefined)
  lose(
    images.map(({ declared, mentions }) => declared ?? mentions[0] ?? { from: 0, to: 0 }),
    'image',
    'images',
  )
  const isDrawn = chart.edges.filter(({ stroke }) => stroke !== 'invisible')
  const odd = isDrawn.filter(({ stroke }) => stroke !== 'normal')
  lose(
    odd.map(({ at }) => at),
    'dotted or thick line',
    'dotted or thick lines',
  )
  const heads = isDrawn.filter(({ start, end }) => isOdd(start) || isOdd(end))
  lose(
    heads.map(({ at }) => at),
    'circle or cross at the end of an arrow',
    'circles or crosses at the ends of arrows',
  )
  lose(
    comments.others.map(({ at }) => at),
    'comment',
    'comments',
  )
}

function isOdd(end: string): boolean {
  return end === 'circle' || end === 'cross'
}

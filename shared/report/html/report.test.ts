import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyModel } from '../../../test/support/models/random-model.ts'
import { runs } from '../../../test/support/properties/runs.ts'
import { RICH_ORDERS } from '../../analysis/sample.ts'
import { EMPTY_LAYOUT } from '../../model/layout.ts'
import type { Model } from '../../model/schema.ts'
import { printHtml } from './report.ts'
import { STYLE, STYLE_HASH } from './style.ts'

const print = (model: Model): string => printHtml(model, EMPTY_LAYOUT, [], '2026-11-27')

/** The document without its own style, where markup of a model would have to show. */
const markupOf = (html: string) => html.replace(/<style>[\s\S]*?<\/style>/u, '')

const TAGS = new Set(
  `!doctype html head meta title style body main p h1 h2 dl div dt dd nav ul li a section figure figcaption
  table thead tbody tr th td br strong span svg desc defs pattern rect g path text tspan line circle polygon`
    .trim()
    .split(/\s+/),
)

test('H14 hostile words are text: no tag, attribute or address comes from a model', () => {
  const words =
    '<img src=x onerror=alert(1)></style><script>alert(1)</script>" onload="x ![a](https://evil.example) javascript:alert(1)'
  const html = print({
    ...RICH_ORDERS,
    title: words,
    description: words,
    notes: [words],
    components: RICH_ORDERS.components.map((component) => ({ ...component, title: words, note: words })),
    risks: [
      {
        id: words,
        target: 'redis',
        category: 'tampering',
        title: words,
        description: words,
        status: 'accepted',
        justification: words,
        ticket: words,
      },
    ],
  })
  const markup = markupOf(html)
  expect(markup).not.toMatch(/<(?:img|script|iframe|object|link|base|form)/i)
  expect(markup).not.toMatch(/<[^>]*\son\w+=/i)
  expect([...markup.matchAll(/\shref="([^"]*)"/g)].every(([, href]) => href?.startsWith('#'))).toBe(true)
})

test('any model gives only the tags of the report, each link leads to a place in it, and the same bytes twice', () => {
  fc.assert(
    fc.property(anyModel(), (model) => {
      const html = print(model)
      expect(print(structuredClone(model))).toBe(html)
      const tags = [...markupOf(html).matchAll(/<\/?([a-z0-9!]+)/gi)].map(([, name = '']) => name)
      expect(tags.filter((name) => !TAGS.has(name))).toEqual([])
      const ids = new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id))
      for (const [, anchor] of html.matchAll(/\shref="#([^"]*)"/g)) expect(ids).toContain(anchor)
    }),
    // Each run prints two whole reports.
    { numRuns: runs(100) },
  )
})

test('the policy names the one style there is', () => {
  expect(`sha256-${createHash('sha256').update(STYLE).digest('base64')}`).toBe(STYLE_HASH)
  expect(print(RICH_ORDERS)).toContain(
    `content="default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'"`,
  )
})

test('the numbers, the coverage and the last review stand at the top of what follows', () => {
  const html = print({
    ...RICH_ORDERS,
    analyses: [
      {
        target: 'redis',
        reviewed: '2026-11-23',
        fingerprint: '00000000',
        notApplicable: { repudiation: 'Logged' },
        rejected: [],
      },
    ],
  })
  expect(html).toContain('last reviewed 2026-11-23.')
  expect(html).toContain('<dt>Stale</dt><dd>1</dd>')
  expect(html).toContain('<td class="no" title="Logged">not applicable</td>')
})

test('an acceptance that has ended says so on the day after', () => {
  const model: Model = {
    ...RICH_ORDERS,
    risks: [
      {
        id: 'r1',
        target: 'redis',
        category: 'tampering',
        title: 'Cache writable',
        status: 'accepted',
        justification: 'Soon gone',
        acceptedUntil: '2026-11-27',
      },
    ],
  }
  expect(printHtml(model, EMPTY_LAYOUT, [], '2026-11-27')).toContain('<td>2026-11-27</td>')
  expect(printHtml(model, EMPTY_LAYOUT, [], '2026-11-28')).toContain('2026-11-27, expired')
})

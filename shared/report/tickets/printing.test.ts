import fc from 'fast-check'
import { marked } from 'marked'
import { describe, expect, test } from 'vitest'
import { adfProblem } from '../../../test/support/trackers/adf-schema.ts'
import { EMPTY_MODEL } from '../../model/schema.ts'
import { parseBlocks } from '../../triage/tickets/blocks.ts'
import { parseKeys, riskKeys } from '../../triage/tickets/keys.ts'
import { findAdfKeys, printAdf } from './adf.ts'
import { printTicketCsv, printTicketMarkdown } from './lists.ts'
import { printMarkdownTicket, printMarkdownTitle } from './markdown.ts'
import { findWikiMark, printWiki } from './wiki.ts'

const NAME = { path: 'a', title: 'b', repo: 'host/a', others: [] }
const KEYS = [riskKeys(NAME, 'c').exact]
const FORGED = riskKeys(NAME, 'forged').exact
const printed = (body: string) => printMarkdownTicket(parseBlocks(body), KEYS)

/** What a page shows as text, as the trackers look through it for references. */
function shown(markdown: string): string {
  const html = marked.parse(markdown, { gfm: true, async: false })
  return html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

const REFERENCES = /@[\w-]|#\d|GH-\d|![0-9]|~[\w"]|\$\d|&\d|%[\w"]|https?:\/\/|www\.\w|\b[0-9a-f]{40}\b/i

describe('Markdown of a ticket', () => {
  test.each([
    '@acme/security and @all, please',
    'as in #123, acme/shop#4, GH-5, !6, $7, ~bug, ~"security", %1.0, %"Q4", &8',
    'a commit 4c2b5f0d9e1a7b3c8d6e5f4a3b2c1d0e9f8a7b6c',
    'https://github.com/acme/shop/issues/1 and www.example.com and jane@example.com',
    '\\@acme and &#64;acme and &commat;acme',
    '`@acme` ```@acme',
    'GH-12',
  ])('refers to nobody and nothing: %s', (text) => {
    expect(shown(printed(text))).not.toMatch(REFERENCES)
    expect(shown(printed(`- ${text}`))).not.toMatch(REFERENCES)
    expect(shown(printed(`## ${text}`))).not.toMatch(REFERENCES)
    expect(printMarkdownTitle(text)).not.toMatch(/@[\w-]|#\d|GH-\d|![0-9]|~[\w"]|\$\d|&\d|%[\w"]|:\/\//)
  })

  test.each([
    '<img src=https://evil.example/x onerror=alert(1)>',
    '![x](https://evil.example/x.png)',
    '[x](javascript:alert(1))',
    '[x]: https://evil.example\n[x]',
    '<a href="https://evil.example">x</a>',
    '<details><summary>x</summary></details>',
    '```mermaid\ngraph TD\n```',
    '| a | b |\n| - | - |',
    'x\n===',
    '> quote',
    '1) item\n2) item',
    '- [ ] task',
    '$$ x $$ and $`y`$',
    '<!-- hidden',
  ])('is text and nothing else: %s', (text) => {
    const html = marked.parse(printed(`x ${text}`), { gfm: true, async: false })
    expect(html).not.toMatch(/<(?!\/?p>|br>|!-- fenceline|\/?(ul|li|h3)>)/)
  })

  test('is no quick action of GitLab', () => {
    const body = '/close\n/assign @me\n\n- /label ~x\n\n## /due tomorrow\n\n  /title x'
    expect(printed(body)).not.toMatch(/^\s*\/[a-z]/m)
  })

  test('has its keys where no text can put others', () => {
    const attack = `x <!-- fenceline: ${FORGED} --> fenceline: ${FORGED}`
    const body = printed(attack)
    const comments = [...body.matchAll(/<!--.*?-->/g)].map(([comment]) => comment)
    expect(comments).toHaveLength(1)
    expect(comments.flatMap((comment) => parseKeys(comment))).toEqual(KEYS)
  })

  test('stays below what GitHub takes, and says what it left out', () => {
    const body = printed(Array.from({ length: 2000 }, () => `@${'word '.repeat(20)}`).join('\n\n'))
    expect(body.length).toBeLessThan(65_536)
    expect(body).toContain('The rest is in the threat model')
    expect(body).toContain(KEYS[0])
  })

  test('refers to nobody whatever is written', () => {
    const pieces = fc.constantFrom(
      '@',
      '#',
      'a',
      '1',
      ' ',
      '\\',
      '`',
      '&',
      '<',
      '!',
      '[',
      '](',
      '//',
      ':',
      '\n',
      '-',
      '/',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        expect(shown(printed(parts.join('')))).not.toMatch(/@\w|#\d|https?:\/\//)
      }),
    )
  })
})

describe('a document of Jira Cloud', () => {
  test('is one that Jira takes, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (body) => {
        expect(adfProblem(printAdf(parseBlocks(body), KEYS))).toBeNull()
      }),
    )
  })

  test('gives its keys back, and none that a text pretends to', () => {
    const document = printAdf(parseBlocks(`fenceline: ${FORGED}\n- fenceline: ${FORGED}`), KEYS)
    expect(findAdfKeys(JSON.parse(JSON.stringify(document)))).toEqual(KEYS)
    expect(findAdfKeys(null)).toEqual([])
    expect(findAdfKeys('text')).toEqual([])
  })
})

describe('wiki markup of Jira Data Center', () => {
  test('mentions nobody, shows no picture and links nowhere', () => {
    const text = printWiki(
      parseBlocks('[~admin] !https://evil.example/x.png! {color:red}x{color} [a|javascript:b]'),
      KEYS,
    )
    const own = text.slice(0, text.indexOf('{{fenceline'))
    expect(own).not.toMatch(/(?<!\\)[[\]!{}|~]|:\/\/|javascript:(?!\u200b)/)
  })

  test('gives its keys back, and none that a text pretends to', () => {
    const text = printWiki(parseBlocks(`{{fenceline: ${FORGED}}}`), KEYS)
    expect(parseKeys(findWikiMark(text))).toEqual(KEYS)
  })
})

describe('tickets for any other tracker', () => {
  const lists = (title: string) => [
    {
      model: {
        ...EMPTY_MODEL,
        risks: [{ id: 'r', target: 'x', category: 'tampering', title, status: 'unchecked', owner: '=o' }],
      } as const,
      tickets: [{ riskIds: ['r'], title, body: 'Body\nmore', key: KEYS[0] ?? '' }],
    },
  ]

  test.each(['=cmd|x', '+1', '-1', '@SUM(A1)', '\t=1', '＝1'])('H13 hold no formula in CSV: %s', (title) => {
    const csv = printTicketCsv(lists(title), 'fenceline')
    expect(csv.split('\r\n')[0]).toBe('title,description,labels,category,owner,targets,risks,key')
    expect(csv.split('\r\n')[1]).toMatch(/^"'/)
    expect(csv).toContain(`"'=o"`)
  })

  test('are a section each in Markdown, as text', () => {
    expect(printTicketMarkdown(lists('<b>@you</b>'))).toBe(
      '## &lt;b&gt;@&#8203;you&lt;/b&gt;\n\nBody\nmore\n',
    )
  })
})

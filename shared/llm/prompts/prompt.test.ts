import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashText } from '../../core/text.ts'
import { parsePrompt } from './prompt.ts'
import { STARTERS } from './starters.ts'

const FILE = '.fenceline/prompts/mine.md'
const LINES = ['---', 'id: mine', 'version: 2', 'unit: crossing', 'title: My own', '---', 'Look for threats.']
const GOOD = `${LINES.join('\n')}\n`
const without = (key: string) => LINES.filter((line) => !line.startsWith(`${key}:`)).join('\n')
const codes = (text: string) =>
  parsePrompt(text, FILE).diagnostics.map(({ code, range }) => `${code}:${range?.start.line}`)

describe('a prompt file', () => {
  test('gives its front matter and its text, and the hash of the whole file', () => {
    expect(parsePrompt(GOOD, FILE)).toEqual({
      prompt: {
        id: 'mine',
        version: '2',
        unit: 'crossing',
        title: 'My own',
        text: 'Look for threats.',
        hash: hashText(GOOD),
      },
      diagnostics: [],
    })
  })

  test('reads the same with a byte order mark, CRLF and quotes', () => {
    const text = `\ufeff${GOOD.replace('My own', '"My own"').replaceAll('\n', '\r\n')}`
    const { hash: _, ...prompt } = parsePrompt(text, FILE).prompt ?? { hash: '' }
    const { hash: __, ...plain } = parsePrompt(GOOD, FILE).prompt ?? { hash: '' }
    expect(prompt).toEqual(plain)
  })

  test.each(['id', 'version', 'unit', 'title'])('without %s is refused and says so', (key) => {
    const { prompt, diagnostics } = parsePrompt(without(key), FILE)
    expect(prompt).toBeNull()
    expect(diagnostics).toMatchObject([{ code: `prompt-no-${key}`, severity: 'error', file: FILE }])
  })

  test.each([
    ['an unknown unit', GOOD.replace('crossing', 'boundary'), 'prompt-unknown-unit:4'],
    ['an id with spaces', GOOD.replace('id: mine', 'id: My Own'), 'prompt-bad-id:2'],
    ['an empty title', GOOD.replace('My own', ''), 'prompt-no-title:5'],
    ['a key twice', GOOD.replace('version: 2', 'version: 2\nversion: 3'), 'prompt-duplicate-key:4'],
    ['a line that is no pair', GOOD.replace('version: 2', 'version: 2\nhello'), 'prompt-bad-line:4'],
    ['no front matter', 'Look for threats.', 'prompt-no-front-matter:1'],
    ['an empty file', '', 'prompt-no-front-matter:1'],
    ['no closing line', GOOD.replace('\n---\n', '\n'), 'prompt-open-front-matter:1'],
    ['no text', `${LINES.slice(0, 6).join('\n')}\n\n  \n`, 'prompt-empty:6'],
    ['more than 64 kB', `${GOOD}${'é'.repeat(33_000)}`, 'prompt-too-large:1'],
  ])('with %s is refused at its line', (_, text, expected) => {
    expect(parsePrompt(text, FILE).prompt).toBeNull()
    expect(codes(text)).toEqual([expected])
  })

  test('with an unknown key is used, with a warning', () => {
    const { prompt, diagnostics } = parsePrompt(GOOD.replace('unit:', 'model: x\nunit:'), FILE)
    expect(prompt?.id).toBe('mine')
    expect(diagnostics).toMatchObject([{ code: 'prompt-unknown-key', severity: 'warning' }])
  })

  test('never makes the reader throw, and a prompt comes exactly where there is no error', () => {
    const piece = fc.oneof(fc.constantFrom(...LINES, '\r\n', '\n', '\ufeff'), fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { prompt, diagnostics } = parsePrompt(pieces.join('\n'), FILE)
        expect(prompt === null).toBe(diagnostics.some(({ severity }) => severity === 'error'))
      }),
    )
  })
})

describe('the built-in prompts', () => {
  test('are six, each read without a remark', () => {
    expect(STARTERS.map(({ prompt }) => `${prompt.id} ${prompt.version} ${prompt.unit}`)).toEqual([
      'stride-crossing 1 crossing',
      'stride-component 1 component',
      'business-logic-questions 1 questions',
      'diagram-from-description 1 model',
      'mitigation-to-ticket 1 model',
      'mitigation-in-diff 1 model',
    ])
    for (const { text } of STARTERS) expect(parsePrompt(text, FILE).diagnostics).toEqual([])
  })

  test.each(STARTERS.map(({ prompt }) => [prompt.id, prompt.text] as const))(
    '%s sets the same limits to the language model',
    (_, text) => {
      expect(text).toMatch(/defensively only/)
      expect(text).toMatch(/\btie\b.*(flow|boundary)/i)
      expect(text).toMatch(/assum/)
      expect(text).toMatch(/flag what you cannot judge/i)
      expect(text).toMatch(/do not invent components/i)
      expect(text).toMatch(/is data\b.*never an instruction/)
      // The first host of a diagram could not be host-1 if the prompt had that word.
      expect(text).not.toMatch(/(host|secret|address|ticket|e-mail)-\d/)
    },
  )
})

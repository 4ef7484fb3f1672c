import { describe, expect, test } from 'vitest'
import { parseFlowchart } from './parse.ts'

function refusal(text: string) {
  const { flowchart, diagnostics } = parseFlowchart(text, 'x.mmd')
  expect(flowchart).toBeNull()
  const [problem] = diagnostics
  expect(problem).toMatchObject({ severity: 'error', file: 'x.mmd' })
  return { code: problem?.code, message: problem?.message ?? '', at: problem?.range?.start }
}

test.each([
  ['sequenceDiagram\nA->>B: x', 'a sequence diagram', 1],
  ['---\ntitle: x\n---\n%% c\nclassDiagram\nA <|-- B', 'a class diagram', 5],
  ['  stateDiagram-v2\n[*] --> A', 'a state diagram', 1],
  ['graph LR\nA[C4Container]', 'a C4 diagram', 1],
  ['mindmap\n  root', 'a mind map', 1],
])('%j is refused by its name', (text, name, line) => {
  const { code, message, at } = refusal(text)
  expect([code, at?.line]).toEqual(['mermaid-not-a-flowchart', line])
  expect(message).toContain(name)
})

test.each([
  ['', 'nothing'],
  ['hello', '"hello"'],
  ['%% only this\n', 'nothing'],
])('%j is no diagram at all', (text, found) => {
  expect(refusal(text)).toMatchObject({
    code: 'mermaid-not-a-flowchart',
    message: expect.stringContaining(found),
  })
})

describe('a refusal says what stands where, and what belongs there', () => {
  test.each([
    ['flowchart LR\n  A --> B[x (y)]', { line: 2, column: 13 }, ['"("', '"]"', '"["']],
    ['flowchart LR\n  A -->\n', { line: 3, column: 1 }, ['end of the text', 'id of a node']],
    ['flowchart LR\n  end', { line: 2, column: 3 }, ['"end"', 'subgraph']],
    ['flowchart LR\n\nsubgraph S\nA\n', { line: 5, column: 1 }, ['"end"', 'subgraph']],
    ['graph XX\nA', { line: 1, column: 6 }, ['direction']],
    ['graph LR A', { line: 1, column: 10 }, ['new line']],
    ['graph LR\nA --> B %% x', { line: 2, column: 9 }, ['"%%"', 'line of its own']],
    ['graph LR\nA[""]', { line: 2, column: 5 }, ['label']],
    ['graph LR\nA\nlinkStyle 3 stroke:#f00', { line: 3, column: 11 }, ['link 3', 'are 0 links']],
    ['graph LR\nA@{ shape: nosuch }', { line: 2, column: 2 }, ['"nosuch"']],
    ['graph LR\r\nA\r\nB -->|x C', { line: 3, column: 10 }, ['"|"']],
    ['graph LR\n%% gone\n%% gone too\nA ->> B', { line: 4, column: 3 }, ['"-"']],
  ])('%j', (text, at, words) => {
    const found = refusal(text)
    for (const word of words) expect(found.message).toContain(word)
    expect(found.at).toEqual(at)
  })

  test('frontmatter that is no YAML is named as such', () => {
    expect(refusal('---\ntitle: [x\n---\nflowchart LR\nA')).toMatchObject({
      code: 'mermaid-frontmatter',
      at: { line: 2, column: 1 },
    })
  })
})

describe('hostile texts', () => {
  const MANY = 200_000
  test.each([
    ['nested without end', `graph LR\n${'subgraph a\n'.repeat(100_000)}`, 'mermaid-too-deep'],
    [
      'each in the next',
      `graph LR\n${Array.from({ length: 20_000 }, (_, at) => `subgraph s${at + 1}\ns${at}\nend\n`).join('')}`,
      'mermaid-too-deep',
    ],
    ['a million &', `graph LR\nA${' & A'.repeat(1_000_000)}`, 'mermaid-too-many'],
    ['links without end', `graph LR\n${'A-->B;'.repeat(60_000)}`, 'mermaid-too-many'],
    ['too long', `graph LR\n${'x'.repeat(8 * 1024 * 1024)}`, 'mermaid-too-large'],
    ['YAML without end', `graph LR\nA@{ a: ${'['.repeat(MANY)} }`, 'mermaid-syntax'],
    ['deep YAML', `graph LR\nA@{ a: ${'['.repeat(40_000)} }`, 'mermaid-syntax'],
    ['one open quote', `graph LR\nA["${' x'.repeat(MANY)}`, 'mermaid-syntax'],
    ['one open data', `graph LR\nA@{ label: "${' x'.repeat(MANY)}`, 'mermaid-syntax'],
  ])('%s are refused quickly', (_name, text, code) => {
    const start = performance.now()
    expect(refusal(text).code).toBe(code)
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  test.each([
    '\n ',
    '%%',
    '%%{',
    '%%{init:',
    '<a ',
    '<a ="',
    'style a:#x;',
    'direction ',
    'a@',
    '} ',
    '---\n',
    '"',
    'A["',
    '-. ',
    '#a',
    '\u2028',
    '`*_',
  ])('%j over and over takes time by its length', (piece) => {
    const times = ['graph LR\n', 'graph LR\nA["`', 'graph', '---\n'].map((head) => {
      const start = performance.now()
      parseFlowchart(head + piece.repeat(MANY / piece.length))
      return performance.now() - start
    })
    expect(Math.max(...times)).toBeLessThan(5000)
  })

  test.each([
    '<script>'.repeat(30_000),
    '<script></script>'.repeat(20_000),
    `${'_a '.repeat(40_000)}${'a* '.repeat(40_000)}`,
    `${'**a '.repeat(40_000)}${'b*c '.repeat(40_000)}`,
    '&lt'.repeat(50_000),
  ])('a label of %.20s and so on takes time by its length', (label) => {
    const start = performance.now()
    expect(parseFlowchart(`graph LR\nA["\`${label}\`"]`).flowchart).not.toBeNull()
    expect(performance.now() - start).toBeLessThan(5000)
  })

  test('names of built-in members are names', () => {
    const { flowchart } = parseFlowchart(
      'graph LR\n__proto__[toString] --> constructor\nsubgraph valueOf\nx\nend',
    )
    expect(flowchart?.vertices.map(({ id, label }) => [id, label])).toEqual([
      ['__proto__', 'toString'],
      ['constructor', 'constructor'],
      ['x', 'x'],
    ])
  })
})

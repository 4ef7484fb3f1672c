// Titles that look like Mermaid's own syntax come back as they were. Ids are those of the safety list.
import { expect, test } from 'vitest'
import { readMermaid } from '../../shared/formats/mermaid/read.ts'
import { printMermaid } from '../../shared/formats/mermaid/write.ts'
import { EMPTY_MODEL, type Model } from '../../shared/model/schema.ts'

const LABELS = [
  'first\nend',
  'end',
  'subgraph x',
  '%%{init: {"theme": "dark"}}%%',
  '%% a comment',
  '-->',
  'a -->|b| c',
  '"quoted" and `ticked`',
  '#quot; &lt;b&gt; &amp;',
  '<img src=x onerror=alert(1)>',
  'click web "javascript:alert(1)"',
  '---\ntitle: x\n---',
  'classDef default fill:#f00',
  'web@{ img: "https://attacker.example/x.png" }',
  ']) }} )))',
  '\\n <br/> <br>',
]
const lists = { technologies: [], tags: [], dataProcessed: [], dataStored: [], formatsAccepted: [] }
const noData = { dataSent: [], dataReceived: [], tags: [] }

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)

/** The label everywhere a label can stand. */
const modelWith = (title: string): Model => ({
  ...EMPTY_MODEL,
  components: [
    { id: 'one', title, kind: 'process', zone: 'zone', ...lists },
    { id: 'two', title: 'Two', kind: 'store', zone: null, ...lists },
  ],
  flows: [{ from: 'one', id: 'two', to: 'two', title, protocol: 'https', ...noData }],
  boundaries: [
    { id: 'zone', title, kind: 'zone', parent: null, crossedBy: [], tags: [] },
    { id: 'line', title, kind: 'line', parent: null, crossedBy: ['one>two'], tags: [] },
  ],
})

test.each(LABELS)('H18 the label %j is read back as it was, and is no statement', (title) => {
  const model = modelWith(title)
  const { model: read, diagnostics } = readMermaid(printMermaid(model))
  expect(diagnostics).toEqual([])
  expect([...(read?.components ?? [])].sort(byId)).toEqual(model.components)
  expect(read?.flows).toEqual(model.flows)
  expect(read?.boundaries.map((boundary) => boundary.title)).toEqual([title, title])
})

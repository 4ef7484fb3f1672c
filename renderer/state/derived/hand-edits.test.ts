import { beforeEach, expect, test, vi } from 'vitest'
import { readDfd } from '../../../shared/formats/dfd/read.ts'
import { printDfd } from '../../../shared/formats/dfd/write.ts'
import type { Model } from '../../../shared/model/schema.ts'
import type { DerivedFile } from '../../../shared/protocol/contract.ts'
import { anOpenedModel } from '../../../test/support/opened-model.ts'
import { apply, currentDocument, documentStore, showOpened, undoEdit } from '../document.ts'
import { resetLive } from '../live/live.ts'
import { saveModel } from '../saving.ts'
import { applyProposal, dismissHandEdits, handEditsStore, isApplied, proposeHandEdits } from './hand-edits.ts'

const saves = vi.hoisted((): { overwriteDerived: readonly string[] }[] => [])
const disk = vi.hoisted(() => ({ text: '', hash: '' }))
vi.mock('../../platform/client.ts', () => ({
  listen: () => {},
  client: {
    call: async (method: string, input: { overwriteDerived: readonly string[]; model: unknown }) => {
      if (method === 'model.derived') return { path: 'threat-model.dfd', ...disk }
      if (method !== 'model.save') return {}
      saves.push(input)
      const hashes = { modelHash: 'h2', layoutHash: null, filesHash: 'f2' }
      return { model: null, source: '', ...hashes, written: [], derived: [], diagnostics: [] }
    },
  },
}))

const FILE: DerivedFile = { path: 'threat-model.dfd', format: 'dfd', state: 'differs' }
const MODEL = modelOf('Process: API\n-> Data store: Redis\n')

function modelOf(text: string): Model {
  const { model } = readDfd(text)
  if (!model) throw new Error('the fixture must read')
  return model
}

const edit = (from: string, to: string) => {
  disk.text = printDfd(MODEL).replace(from, to)
  disk.hash = `hash of ${disk.text}`
}
const rename = (id: string, title: string) =>
  apply(
    ({ model, ...rest }) => ({
      ...rest,
      model: {
        ...model,
        components: model.components.map((each) => (each.id === id ? { ...each, title } : each)),
      },
    }),
    'Rename',
  )
const titles = () => currentDocument().model.components.map(({ title }) => title)
const isDone = () => isApplied(FILE.path, handEditsStore.getState().applied, documentStore.getState())

beforeEach(() => {
  vi.stubGlobal('window', globalThis)
  saves.length = 0
  resetLive()
  dismissHandEdits()
  handEditsStore.setState({ applied: [] })
  showOpened(anOpenedModel({ model: MODEL, derived: [FILE] }))
  edit('Redis', 'Cache')
})

test('what a file changes is proposed, applied as one step, and printed anew by the next save', async () => {
  await proposeHandEdits([FILE])
  expect(handEditsStore.getState().proposal?.read.edits).toEqual([
    { path: FILE.path, changes: ['Data store Redis: title Redis is now Cache'] },
  ])
  expect(titles()).toEqual(['API', 'Redis'])
  await applyProposal()
  expect(titles()).toEqual(['API', 'Cache'])
  expect(documentStore.getState().history.past.map(({ label }) => label)).toEqual([
    'Apply changes of threat-model.dfd',
  ])
  expect(isDone()).toBe(true)
  await saveModel()
  expect(saves.map(({ overwriteDerived }) => overwriteDerived)).toEqual([[FILE.path]])
  expect(isDone()).toBe(false)
})

test('a step that was undone, or a file that was edited again, is not printed over', async () => {
  await proposeHandEdits([FILE])
  await applyProposal()
  edit('Redis', 'Sessions')
  await saveModel()
  await proposeHandEdits([FILE])
  await applyProposal()
  undoEdit()
  expect(isDone()).toBe(false)
  await saveModel()
  expect(saves.map(({ overwriteDerived }) => overwriteDerived)).toEqual([[], []])
})

test('edits made meanwhile stay beside those of the file, and one that says otherwise stops them', async () => {
  await proposeHandEdits([FILE])
  rename('api', 'Gateway')
  await applyProposal()
  expect(titles()).toEqual(['Gateway', 'Cache'])
  undoEdit()
  rename('redis', 'Store')
  await proposeHandEdits([FILE])
  await applyProposal()
  expect(titles()).toEqual(['Gateway', 'Store'])
  expect(handEditsStore.getState().proposal?.conflicts).toHaveLength(1)
})

test('a file that cannot be read proposes nothing to apply', async () => {
  edit('-> Data store: Redis', '-> Nothing')
  await proposeHandEdits([FILE])
  const { proposal } = handEditsStore.getState()
  expect(proposal?.read.document).toBeNull()
  expect(proposal?.read.diagnostics[0]).toMatchObject({ severity: 'error', file: FILE.path })
  await applyProposal()
  expect(titles()).toEqual(['API', 'Redis'])
})

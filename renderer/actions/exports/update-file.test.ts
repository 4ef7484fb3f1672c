import { beforeEach, expect, test, vi } from 'vitest'
import { findFormat } from '../../../shared/formats/formats.ts'
import { listUpdatable, updateChosen, updateListed } from './update-file.ts'

const { call } = vi.hoisted(() => ({ call: vi.fn() }))
vi.mock('../../platform/client.ts', () => ({ client: { call }, desktop: {} }))

const OTM = findFormat('otm') ?? { id: '', title: '', extensions: [] }
const UPDATED = { file: 'shop.otm', changed: true, diagnostics: [] }

beforeEach(() => call.mockReset())

test('a listed file is updated under the hash that it was listed with, with the model as it is now', async () => {
  call.mockResolvedValueOnce({ files: [{ path: 'shop.otm', hash: 'a1' }], isComplete: true })
  const [file] = (await listUpdatable(OTM)).files
  expect(call).toHaveBeenLastCalledWith('foreign.list', { format: 'otm' })
  call.mockResolvedValueOnce(UPDATED)
  expect(file && (await updateListed(OTM, file))).toEqual(UPDATED)
  const [method, input] = call.mock.lastCall ?? []
  expect(method).toBe('foreign.update')
  expect(input).toMatchObject({ path: 'shop.otm', hash: 'a1', format: 'otm', model: { components: [] } })
})

test('in the desktop the window asks for another file, and the page names none', async () => {
  call.mockResolvedValueOnce({ updated: null })
  expect(await updateChosen(OTM)).toBeNull()
  const [method, input] = call.mock.lastCall ?? []
  expect([method, Object.keys(input).sort()]).toEqual(['shell.update-file', ['format', 'layout', 'model']])
})

test('a format that nothing writes is asked for by nobody', async () => {
  const tm7 = findFormat('tm7') ?? OTM
  expect(() => listUpdatable(tm7)).toThrow(RangeError)
  expect(call).not.toHaveBeenCalled()
})

import { expect, test } from 'vitest'
import { type AskedRead, toSent } from '../../../shared/formats/reading/sent.ts'
import { readAny } from '../../../shared/formats/registry.ts'
import { createReader } from './reader.ts'

const DFD = 'External: Browser\n-> Process: API\n'

/** A worker that answers, unless a text tells it to loop or to break, and knows whether it was ended. */
class FakeWorker {
  onmessage: ((event: { data: unknown }) => void) | null = null
  onerror: (() => void) | null = null
  isEnded = false

  constructor() {
    queueMicrotask(() => this.onmessage?.({ data: 'ready' }))
  }

  postMessage({ text, file }: AskedRead): void {
    if (text === 'loop') return
    if (text === 'break') queueMicrotask(() => this.onerror?.())
    else queueMicrotask(() => this.onmessage?.({ data: toSent(readAny(text, file)) }))
  }

  terminate(): void {
    this.isEnded = true
  }
}

function started() {
  const workers: FakeWorker[] = []
  const start = () => {
    const worker = new FakeWorker()
    workers.push(worker)
    return worker as unknown as Worker
  }
  return { workers, start }
}

test('one worker reads one file after the other', async () => {
  const { workers, start } = started()
  const reader = createReader(start)
  const [first, second] = await Promise.all([reader.read(DFD), reader.read('Process: A\n')])
  expect([first.model?.components.length, second.model?.components.length]).toEqual([2, 1])
  expect(first.locate('api')?.start.line).toBe(2)
  expect(workers).toHaveLength(1)
})

test('a file whose reading loops is refused after the limit, its worker is ended, and the next file is read', async () => {
  const { workers, start } = started()
  const reader = createReader(start, 20)
  const [looped, next] = await Promise.all([reader.read('loop', 'a.tm7'), reader.read(DFD)])
  expect(looped).toMatchObject({ model: null, diagnostics: [{ code: 'reading-too-slow', file: 'a.tm7' }] })
  expect(next.model?.components).toHaveLength(2)
  expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false])
})

test('a worker that breaks or cannot start refuses its file and no other', async () => {
  const { start } = started()
  const reader = createReader(start)
  expect(await reader.read('break')).toMatchObject({ model: null, diagnostics: [{ code: 'reading-failed' }] })
  expect((await reader.read(DFD)).model?.components).toHaveLength(2)
  const none = createReader(() => {
    throw new TypeError('not allowed')
  })
  expect(await none.read(DFD)).toMatchObject({ model: null, diagnostics: [{ code: 'reading-failed' }] })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS, type Handlers, METHODS } from '../../../shared/protocol/contract.ts'
import { answerCall, type Frame } from './answer-call.ts'

const own: Frame = { origin: 'app://fenceline' }
const from = (senderFrame: Frame | null, mainFrame: Frame = own) => ({ senderFrame, sender: { mainFrame } })
let calls = 0
const handlers: Partial<Handlers> = {
  'settings.get': async () => {
    calls += 1
    return DEFAULT_SETTINGS
  },
}

test('S9 the main frame of our page is answered', async () => {
  expect(await answerCall(from(own), handlers, 'settings.get', {})).toMatchObject({ ok: true })
})

test('S9 no other sender reaches any method, and the answer is a reply', async () => {
  calls = 0
  const wrong = { origin: 'https://evil.example' }
  const gone = {
    get origin(): string {
      throw new Error('Render frame was disposed')
    },
  }
  const senders = [
    from(null),
    from({ origin: own.origin }),
    from({ origin: 'null' }),
    from(wrong, wrong),
    from(gone, gone),
    ...['app://fenceline.evil', 'app://fenceline:80', 'APP://fenceline', 'http://fenceline', ''].map(
      (origin) => {
        const frame = { origin }
        return from(frame, frame)
      },
    ),
  ]
  for (const sender of senders)
    for (const method of [...Object.keys(METHODS), 'nothing'])
      expect(await answerCall(sender, handlers, method, {})).toMatchObject({
        ok: false,
        error: { code: 'unauthorized' },
      })
  expect(calls).toBe(0)
})

test('S9 a window that is none of ours is not answered', async () => {
  expect(await answerCall(from(own), undefined, 'settings.get', {})).toMatchObject({ ok: false })
})

test('S10 a method that is no text and cannot be made one is refused', async () => {
  expect(await answerCall(from(own), handlers, { toString: [] }, {})).toMatchObject({
    ok: false,
    error: { code: 'bad-request' },
  })
})

test('S10 1,000 payloads to each method give a reply and nothing but known codes', async () => {
  const refuse: Partial<Handlers> = {}
  const payload = fc.anything({ withBigInt: true, withMap: true, withTypedArray: true, maxDepth: 2 })
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.constantFrom(...Object.keys(METHODS)), fc.anything()),
      payload,
      async (method, input) => {
        const reply = await answerCall(from(own), refuse, method, input)
        return !reply.ok && ['bad-request', 'too-large'].includes(reply.error.code)
      },
    ),
  )
})

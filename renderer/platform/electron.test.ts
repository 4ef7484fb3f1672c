import { expect, test } from 'vitest'
import { createClient } from '../../shared/protocol/rpc.ts'
import { createDesktop } from './electron.ts'

const listeners = new Set<(message: unknown) => void>()
const sent: unknown[] = []
let answer: () => unknown = () => ({ ok: true, value: { version: '1', host: 'desktop', platform: 'linux' } })
const desktop = createDesktop({
  async call(method, input) {
    sent.push([method, input])
    return answer()
  },
  subscribe(listener) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  openDropped: async () => answer(),
})
const client = createClient(desktop.transport)

test('a call goes over the bridge and its fault keeps its code and hint', async () => {
  expect(await client.call('app.info', {})).toMatchObject({ host: 'desktop' })
  expect(sent).toEqual([['app.info', {}]])
  const error = { code: 'no-folder', message: 'None.', hint: 'Open one.' }
  answer = () => ({ ok: false, error })
  await expect(client.call('workspace.get', {})).rejects.toMatchObject(error)
})

test('a process that is gone is a fault in words', async () => {
  answer = () => {
    throw new Error("Error invoking remote method 'fenceline:call'")
  }
  await expect(client.call('app.info', {})).rejects.toMatchObject({
    code: 'io',
    message: "Fenceline's process does not answer.",
  })
})

test('a dropped file that is no model is a fault that says so', async () => {
  const error = { code: 'not-a-file', message: 'notes.txt is neither a folder nor a threat model.' }
  answer = () => ({ ok: false, error })
  await expect(desktop.openDropped(new File([], 'notes.txt'))).rejects.toMatchObject(error)
})

test('several parts of the page hear the same announcement', () => {
  const heard: string[] = []
  desktop.listen(
    () => heard.push('one'),
    () => {},
  )
  desktop.listen(
    () => heard.push('two'),
    () => {},
  )
  for (const listener of listeners) listener({ event: 'shell.opened', data: {} })
  expect(heard).toEqual(['one', 'two'])
})

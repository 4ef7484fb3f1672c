import type { Flow } from '../schema.ts'
import { encryptionOf } from '../technology.ts'

/** True for words that are known to be a protocol; other lone words are a flow's title. */
export function isProtocol(words: string): boolean {
  if (words === '' || words.length > 60 || words.includes('(')) return false
  const flow: Flow = {
    id: '',
    from: '',
    to: '',
    title: '',
    protocol: words,
    dataSent: [],
    dataReceived: [],
    tags: [],
  }
  return encryptionOf(flow) !== 'unknown'
}

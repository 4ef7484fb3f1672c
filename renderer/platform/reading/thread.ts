/** The worker in which other tools' files are read: a text comes in, a result goes out. */
import '../no-eval.ts'
import { type Asked, toSent } from '../../../shared/formats/reading/sent.ts'
import { readAny } from '../../../shared/formats/registry.ts'

self.onmessage = ({ data: { text, file } }: MessageEvent<Asked>) =>
  self.postMessage(toSent(readAny(text, file)))
self.postMessage('ready')

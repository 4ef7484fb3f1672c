/** The worker in which other tools' files are read, and written into: texts come and go. */
import '../no-eval.ts'
import { type Asked, answer } from '../../../shared/formats/reading/sent.ts'
import { readAny } from '../../../shared/formats/registry.ts'

self.onmessage = async ({ data }: MessageEvent<Asked>) => self.postMessage(await answer(data, readAny))
self.postMessage('ready')

/** The thread in which other tools' files are read, and written into. It knows no file system: texts come and go. */
import { parentPort } from 'node:worker_threads'
import { type Asked, answer } from '../../../shared/formats/reading/sent.ts'
import { readAny } from '../../../shared/formats/registry.ts'

parentPort?.on('message', async (asked: Asked) => parentPort?.postMessage(await answer(asked, readAny)))
parentPort?.postMessage('ready')

/** The thread in which other tools' files are read. It knows no file system: a text comes in, a result goes out. */
import { parentPort } from 'node:worker_threads'
import { type Asked, toSent } from '../../../shared/formats/reading/sent.ts'
import { readAny } from '../../../shared/formats/registry.ts'

parentPort?.on('message', ({ text, file }: Asked) => parentPort?.postMessage(toSent(readAny(text, file))))
parentPort?.postMessage('ready')

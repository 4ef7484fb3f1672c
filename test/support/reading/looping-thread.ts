// Stands for a reader with a fault: it loops, ends or throws where a text says so, and else answers.
import { parentPort } from 'node:worker_threads'
import { type AskedRead, toSent } from '../../../shared/formats/reading/sent.ts'
import { readAny } from '../../../shared/formats/registry.ts'

parentPort?.on('message', ({ text, file }: AskedRead) => {
  if (text === 'loop') for (let at = 0; ; at += 1) Math.sqrt(at)
  if (text === 'exit') process.exit(3)
  if (text === 'throw') throw new Error('a fault')
  parentPort?.postMessage(toSent(readAny(text, file)))
})
parentPort?.postMessage('ready')

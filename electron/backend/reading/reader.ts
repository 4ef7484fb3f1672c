/** Reads other tools' files in a thread that is killed when a file takes too long, or more memory than any should. */
import { Worker } from 'node:worker_threads'
import {
  type Answer,
  type Failure,
  type Reader,
  readInTurn,
} from '../../../shared/formats/reading/in-turn.ts'
import { type Asked, READ_LIMIT } from '../../../shared/formats/reading/sent.ts'

/** Megabytes; the largest file that is taken needs a fifth of it. */
const MOST_MEMORY = 1024

/** `script` is the module that runs in the thread; `limit` milliseconds are what one file may take there. */
export function createReader(script: URL, limit = READ_LIMIT): Reader {
  return readInTurn({
    start: () => startThread(script),
    ask: (worker, asked) => ask(worker, asked, limit),
    end: (worker) => worker.terminate(),
  })
}

/** Started once its modules are loaded: only reading counts against the limit. */
function startThread(script: URL): Promise<Worker> {
  const worker = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY } })
  return new Promise((resolve, reject) => {
    // It stays, as an error without a listener would end the process.
    worker.on('error', reject)
    worker.once('message', () => {
      // A thread that waits keeps no process from ending.
      worker.unref()
      resolve(worker)
    })
  })
}

function ask(worker: Worker, asked: Asked, limit: number): Promise<Answer | Failure> {
  return new Promise((resolve) => {
    const end = (answer: Answer | Failure) => {
      clearTimeout(timer)
      worker.off('message', end)
      worker.off('exit', fail)
      worker.unref()
      resolve(answer)
    }
    const fail = () => end('reading-failed')
    const timer = setTimeout(() => end('reading-too-slow'), limit)
    worker.ref()
    worker.on('message', end)
    worker.on('exit', fail)
    worker.postMessage(asked)
  })
}

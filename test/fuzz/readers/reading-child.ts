/** A process that reads texts for the test, and can be killed: a reader that hangs or takes all memory ends only it. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Asked {
  readonly name: string
  readonly text: string
}

export interface Told {
  readonly format: string
  /** Components, flows, boundaries, risks and data of the model; null where there is none. */
  readonly elements: number | null
  /** Of all that the reader found. */
  readonly codes: readonly string[]
  /** Of the first error. */
  readonly line: number | null
  /** What a reader threw, which none may. */
  readonly thrown: string | null
  /** Milliseconds of the processor, whatever else the machine does. */
  readonly cpu: number
}

export type Answer = Told | 'crashed' | 'hung'

/** Killed when it answers nothing for so long, on a machine however busy. */
const PATIENCE_MS = 60_000
const MEMORY = '--max-old-space-size=768'

export class ReadingChild {
  #child: ChildProcess | undefined

  async read(asked: Asked): Promise<Answer> {
    this.#child ??= fork(fileURLToPath(new URL('read-in-child.ts', import.meta.url)), {
      execArgv: ['--no-warnings', MEMORY],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const child = this.#child
    const answer = await new Promise<Answer>((resolve) => {
      const late = setTimeout(() => resolve('hung'), PATIENCE_MS)
      const settle = (told: Answer) => {
        clearTimeout(late)
        child.removeAllListeners()
        resolve(told)
      }
      child.once('message', (told: Told) => settle(told))
      child.once('exit', () => settle('crashed'))
      child.send(asked)
    })
    if (typeof answer === 'string') this.end()
    return answer
  }

  end(): void {
    this.#child?.kill('SIGKILL')
    this.#child = undefined
  }
}

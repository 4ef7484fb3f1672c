// The command line in a process of its own, from its sources: node run-program.ts <arguments>. Its pauses between
// requests last no time: those of `backoff` and `SETTLE`, and none of the network's own.
import { backoff, SETTLE } from '../../../electron/backend/tickets/http/wait.ts'
import { runProgram } from '../../../electron/cli/program.ts'

const pauses = new Set([...[1, 2, 3, 4, 5, 6].map(backoff), SETTLE])
const { setTimeout: later } = globalThis
const soon = (task: () => void, milliseconds?: number) =>
  later(task, pauses.has(milliseconds ?? 0) ? 1 : milliseconds)
globalThis.setTimeout = Object.assign(soon as typeof later, { __promisify__: later.__promisify__ })

process.exitCode = await runProgram(process.argv.slice(2), '1.2.3')

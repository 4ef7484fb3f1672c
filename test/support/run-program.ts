// The command line in this process, with what it prints kept from the terminal.
import { vi } from 'vitest'
import { runProgram } from '../../electron/cli/program.ts'

export interface Ran {
  code: number
  out: string
  err: string
}

export async function run(...args: string[]): Promise<Ran> {
  const ran: Ran = { code: -1, out: '', err: '' }
  const collect = (stream: 'out' | 'err') => (text: string | Uint8Array) => {
    ran[stream] += text
    return true
  }
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(collect('out'))
  const err = vi.spyOn(process.stderr, 'write').mockImplementation(collect('err'))
  ran.code = await runProgram(args, '1.2.3')
  out.mockRestore()
  err.mockRestore()
  return ran
}

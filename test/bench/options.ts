import { parseArgs } from 'node:util'

export interface Options {
  /** Groups; empty is all. */
  readonly only: readonly string[]
  /** In components; empty is what each group has by itself. */
  readonly sizes: readonly number[]
  readonly runs: number
  /** Where the report goes as JSON. */
  readonly json: string | undefined
  /** An earlier report. */
  readonly compare: string | undefined
}

/** Throws an Error that names what is wrong. */
export function parseOptions(args: readonly string[], groups: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: '' },
      sizes: { type: 'string', default: '' },
      runs: { type: 'string', default: '5' },
      json: { type: 'string' },
      compare: { type: 'string' },
    },
  })
  const only = listOf(values.only)
  const unknown = only.find((group) => !groups.includes(group))
  if (unknown !== undefined) throw new Error(`There is no group ${unknown}. There are ${groups.join(', ')}.`)
  return {
    only,
    sizes: listOf(values.sizes).map((size) => countOf(size, '--sizes')),
    runs: countOf(values.runs, '--runs'),
    json: values.json,
    compare: values.compare,
  }
}

function listOf(text: string): readonly string[] {
  return text.split(',').filter((part) => part !== '')
}

function countOf(text: string, option: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`${option} takes whole numbers from 1, not ${text}.`)
  return count
}

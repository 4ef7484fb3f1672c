// Reads the texts that its parent sends, one after the other, and says what came of each. The parent kills it when it
// does not answer; its memory is capped, so that a text that blows up ends it.
import { readConfig } from '../../../shared/formats/fenceline/config-file.ts'
import { readLayout } from '../../../shared/formats/fenceline/index.ts'
import { readAny } from '../../../shared/formats/registry.ts'
import type { Model } from '../../../shared/model/schema.ts'
import type { Asked, Told } from './reading-child.ts'

const sizeOf = ({ components, flows, boundaries, risks, dataAssets }: Model) =>
  components.length + flows.length + boundaries.length + risks.length + dataAssets.length

function read({ name, text }: Asked): Omit<Told, 'cpu'> {
  try {
    // Files beside a model are read by readers of their own.
    readLayout(text, name)
    readConfig(text, name)
    const { model, diagnostics, format } = readAny(text, name)
    const error = diagnostics.find(({ severity }) => severity === 'error')
    const elements = model && sizeOf(model)
    const isPolluted = Object.keys(Object.prototype).length > 0 || 'polluted' in {}
    return {
      format,
      elements,
      codes: [...new Set(diagnostics.map(({ code }) => code))],
      line: error?.range?.start.line ?? null,
      thrown: isPolluted ? 'polluted' : null,
    }
  } catch (error) {
    return {
      format: '',
      elements: null,
      codes: [],
      line: null,
      thrown: error instanceof Error ? `${error.stack}` : String(error),
    }
  }
}

process.on('message', (asked: Asked) => {
  const before = process.cpuUsage()
  const told = read(asked)
  const { user, system } = process.cpuUsage(before)
  process.send?.({ ...told, cpu: (user + system) / 1000 } satisfies Told)
})
process.on('disconnect', () => process.exit())

import { readLabels } from './label.ts'
import { isVisible, printId, printQuoted } from './spelling.ts'
import { LineProblem } from './statement.ts'

/** A flow's bracket, or nothing where the flow says nothing: `["places order", TLS, trust boundary 1]`. */
export function printLabel(label: {
  readonly title?: string
  readonly id?: string
  readonly protocol?: string
  readonly lines: readonly { readonly title: string; readonly id?: string }[]
}): string {
  const items = [
    ...(label.title === undefined ? [] : [printQuoted(label.title)]),
    ...(label.protocol === undefined ? [] : [printProtocol(label.protocol)]),
    ...label.lines.map(
      (line) => printLine(line.title) + (line.id === undefined ? '' : ` ${printId(line.id)}`),
    ),
    ...(label.id === undefined ? [] : [printId(label.id)]),
  ]
  return items.length === 0 ? '' : `[${items.join(', ')}]`
}

function printProtocol(protocol: string): string {
  const read = readBack(protocol)
  const isPlain = read?.protocol === protocol && read.lines.length === 0 && read.title === undefined
  return isPlain && read.id === undefined ? protocol : `protocol ${printQuoted(protocol)}`
}

function printLine(title: string): string {
  const read = readBack(title)
  const isPlain = read?.lines.length === 1 && read.lines[0]?.title === title && read.protocol === undefined
  return isPlain && read.lines[0]?.id === undefined ? title : `trust boundary ${printQuoted(title)}`
}

/** What a bracket with this inside says; undefined where it cannot be read or ends early. */
function readBack(inside: string): ReturnType<typeof readLabels>['label'] | undefined {
  if (inside.includes(']') || !isVisible(inside)) return undefined
  try {
    return readLabels(`[${inside}]`, 0).label
  } catch (problem) {
    if (problem instanceof LineProblem) return undefined
    throw problem
  }
}

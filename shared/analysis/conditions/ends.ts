/** What STRIDE per interaction asks of a flow: the kinds of its ends, and whether it crosses a boundary. */
import type { Kind } from '../../model/schema.ts'
import type { FlowFacts, PartFacts } from '../facts/facts.ts'
import { type Condition, fact } from './condition.ts'

const WORD: Readonly<Record<Kind, string>> = {
  external: 'an external entity',
  process: 'a process',
  store: 'a data store',
}

function end(which: 'from' | 'to', kinds: readonly Kind[]): Condition<FlowFacts> {
  const kindOf = ({ component }: PartFacts) => component.kind
  return fact(
    (flow) => kinds.includes(kindOf(flow[which])),
    (flow) => `${flow[which].component.title} is ${WORD[kindOf(flow[which])]}`,
  )
}

/** The sending end is drawn as one of these. */
export function fromKind(...kinds: readonly Kind[]): Condition<FlowFacts> {
  return end('from', kinds)
}

/** The receiving end is drawn as one of these. */
export function toKind(...kinds: readonly Kind[]): Condition<FlowFacts> {
  return end('to', kinds)
}

export const crosses: Condition<FlowFacts> = fact(
  ({ boundaries }) => boundaries.length > 0,
  ({ boundaries }) => `it crosses ${boundaries.join(', ')}`,
)

import type { Block } from '../../triage/tickets/blocks.ts'

const REST: Block = {
  kind: 'paragraph',
  lines: ['The rest is in the threat model: it is too long for a ticket.'],
}

/** The blocks that fit into `room`, as `sizeOf` measures them; where some do not, the last one says so. */
export function fitBlocks(
  blocks: readonly Block[],
  sizeOf: (block: Block) => number,
  room: number,
): readonly Block[] {
  let used = sizeOf(REST)
  const first = blocks.findIndex((block) => {
    used += sizeOf(block)
    return used > room
  })
  return first < 0 ? blocks : [...blocks.slice(0, first), REST]
}

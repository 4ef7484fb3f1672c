/** What ELK makes of a task: each group of elements with flows between them by itself, packed beside each other. */
import type { ElkNode } from 'elkjs/lib/elk-api.js'
import { groupsOf } from '../placing/groups.ts'
import { type Direction, PADDING } from './graph.ts'
import { costOf, packed } from './pack.ts'
import type { Arranged, Task } from './plan.ts'

/** What is no higher than this, nor wider in proportion, is shown well enough for reading. */
const ROOM = 900
/** Flows run downwards where that is shown this much larger: people expect them to run to the right. */
const TURN_GAIN = 1.25

/** Null where asking would take too long; rejects when ELK does. */
export async function answerTo(
  arranged: Arranged,
  task: Task,
  layout: (graph: ElkNode) => Promise<ElkNode>,
): Promise<ElkNode | null> {
  if (!task.isWhole) {
    const graph = arranged.graphFor(task)
    return graph && layout(graph)
  }
  const answerIn = async (part: Task, direction: Direction) => {
    const graph = arranged.graphFor(part, direction)
    return graph && (aloneIn(graph) ?? layout(graph))
  }
  const [linked, lonely]: [ElkNode[], ElkNode[]] = [[], []]
  // A graph that has its zones in it is laid out in one piece: unconnected parts would form one tall column.
  for (const members of groupsIn(arranged, task)) {
    const part = { ...task, members }
    const across = await answerIn(part, 'RIGHT')
    if (!across) return null
    const isReadable = costOf(across) <= ROOM
    const down = isReadable ? null : await answerIn(part, 'DOWN')
    const group = members.length > 1 ? linked : lonely
    group.push(down && costOf(down) * TURN_GAIN < costOf(across) ? down : across)
  }
  const answer = packed(linked, lonely)
  return task.isLast ? answer : padded(answer)
}

function groupsIn(arranged: Arranged, task: Task): readonly (readonly string[])[] {
  const items = task.members.map((id) => ({ id, size: { width: 0, height: 0 } }))
  return groupsOf(items, arranged.linksOf(task)).map((group) => group.items.map(({ id }) => id))
}

/** The answer to a graph with nothing to arrange. */
function aloneIn({ children = [] }: ElkNode): ElkNode | undefined {
  const [only] = children
  if (!only || children.length > 1 || only.children) return undefined
  const { width = 0, height = 0 } = only
  return { id: '', width, height, children: [{ ...only, x: 0, y: 0 }] }
}

/** As what a zone holds. */
function padded({ children = [], width = 0, height = 0 }: ElkNode): ElkNode {
  return {
    id: '',
    width: width + 2 * PADDING.side,
    height: height + PADDING.top + PADDING.bottom,
    children: children.map((node) => ({
      ...node,
      x: (node.x ?? 0) + PADDING.side,
      y: (node.y ?? 0) + PADDING.top,
    })),
  }
}

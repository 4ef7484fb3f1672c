/**
 * The ink of a diagram: every flow's path, label and crossing spots, and every line boundary's curve.
 * A drawing can be given its predecessor: it then costs what differs, and what does not differ keeps its
 * identity. The outcome is the same as without.
 */
import { Board } from './incremental/board.ts'
import type { Drawing, DrawingInput } from './shapes.ts'

export type { Drawing, DrawingInput, FlowShape } from './shapes.ts'

const boards = new WeakMap<Drawing, Board>()

export function drawModel(input: DrawingInput, previous?: Drawing): Drawing {
  const known = previous && boards.get(previous)
  // What is known belongs to the newest drawing that was made with it.
  const board = known?.isOf(previous) ? known : new Board()
  const drawing = board.draw(input)
  boards.set(drawing, board)
  return drawing
}

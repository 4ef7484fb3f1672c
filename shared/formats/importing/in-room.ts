/** Room for the words of another tool's drawing when it becomes a model, and the way back into its file. */
import { withoutRoom, withRoom } from '../../model/from-drawing/room/room.ts'
import type { ReadResult, WriteForeign } from '../format.ts'

/** What was read, as it becomes a model: other tools draw words beside small boxes, ours stand in them. */
export function readInRoom<T extends ReadResult>(read: T): T {
  return read.model ? { ...read, layout: withRoom(read.model, read.layout) } : read
}

/** A writer that takes a layout with or without that room; `read` is the format's own reader. */
export function writeInRoom(write: WriteForeign, read: (text: string) => ReadResult): WriteForeign {
  return (model, layout, base) => {
    const drawn = base === undefined ? null : read(base)
    return drawn?.model
      ? write(model, withoutRoom(layout, drawn.model, drawn.layout), base)
      : write(model, layout, base)
  }
}

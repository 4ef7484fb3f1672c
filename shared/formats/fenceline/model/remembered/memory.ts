/**
 * An edit changes few elements of a file, and a save reads the file before it and after it. What was read of an
 * element is remembered by its content, so that one that an edit only moves is not read again, and is the same
 * object as before: whatever is made of it further on need not be made again either.
 */
import { contentOf } from '../../../../core/yaml/moved.ts'
import type { Problem } from '../../../../core/yaml/problem.ts'
import type { MapNode, Span } from '../../../../core/yaml/source-node.ts'
import { EMPTY_MAP, type Named, type Question, Reading } from '../reading.ts'

interface Remembered {
  readonly by: readonly unknown[]
  readonly value: unknown
  readonly asked: readonly Question[]
  /** In offsets of the content. */
  readonly problems: readonly Problem[]
  readonly places: ReadonlyMap<string, Span>
}

/** What was read of the elements of one sort. */
export class Memory<T extends object> {
  private readonly known = new WeakMap<MapNode, Remembered>()

  /**
   * What `read` makes of an entry; `by` is all that it depends on besides what stands in the entry and what the
   * reading answers. It gets the entry as it was when it first was read.
   */
  read(
    reading: Reading,
    { entry, node }: Named,
    by: readonly unknown[],
    read: (reading: Reading, node: MapNode, key: Span) => T,
  ): T {
    const content = contentOf(node)
    const far = node.start - content.start
    const known = this.known.get(content)
    const isSame =
      known?.by.every((each, at) => each === by[at]) && known.asked.every((each) => reading.answersAs(each))
    const found =
      known && isSame ? known : this.remember(reading, content, by, read, shift(entry.keySpan, -far))
    for (const problem of found.problems) reading.problems.push({ ...problem, at: shift(problem.at, far) })
    for (const [id, place] of found.places) reading.places.set(id, shift(place, far))
    return found.value as T
  }

  private remember(
    { others }: Reading,
    content: MapNode,
    by: readonly unknown[],
    read: (reading: Reading, node: MapNode, key: Span) => T,
    key: Span,
  ): Remembered {
    const reading = new Reading()
    reading.others = others
    const value = read(reading, content, key)
    const { problems, places, asked } = reading
    const remembered = { by, value, asked, problems, places }
    if (content !== EMPTY_MAP) this.known.set(content, remembered)
    return remembered
  }
}

function shift({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by }
}

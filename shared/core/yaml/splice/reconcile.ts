/** The loop around splicing: edit, read again, and go on until the text says what it should. */
import { AppError } from '../../errors.ts'
import { type OpenedYaml, openSpliced, openYaml } from '../open.ts'
import type { TreeMap } from '../printing/tree.ts'
import { type Change, diffTrees, treeAt, withoutRevived } from './diff-trees.ts'
import { applyChanges } from './splice.ts'

/** What the text says now and what it should say, in the text's own style; null when it says nothing sound. */
export type Compare = (opened: OpenedYaml) => { readonly before: TreeMap; readonly after: TreeMap } | null

const MAX_LEVEL = 3

/**
 * The source with the fewest lines changed so that it compares equal; the source itself when it does
 * already. `prepare` may change the text beforehand in what a tree cannot say: which key is renamed. Throws
 * `invalid-file` for a source that cannot be read.
 */
export function reconcile(
  source: string,
  compare: Compare,
  prepare: (opened: OpenedYaml) => string | null = () => null,
): string {
  const given = openYaml(source)
  const prepared = prepare(given)
  const opened = prepared === null ? given : openYaml(prepared)
  const first = compare(opened)
  if (!first) {
    throw new AppError('invalid-file', 'The file cannot be edited because it cannot be read.', {
      hint: 'Correct the errors it is reported with, then save again.',
    })
  }
  for (let level = 0; level <= MAX_LEVEL; level += 1) {
    const result = attempt(opened, first, compare, level)
    if (result !== null) return result
  }
  throw new AppError(
    'internal',
    'The change could not be written into the file without rewriting all of it.',
    {
      hint: 'The file is unchanged. Please report this with the file.',
    },
  )
}

function attempt(
  opened: OpenedYaml,
  first: { before: TreeMap; after: TreeMap },
  compare: Compare,
  level: number,
): string | null {
  let current = opened
  let state = first
  let rounds = 20
  for (let round = 0; round < rounds; round += 1) {
    const changes = withoutRevived(diffTrees(state.before, state.after), state.before, first.before)
    if (changes.length === 0) return current.text
    // In flow style neighbours are cut one after the other.
    if (round === 0) rounds += Math.min(changes.length * 4, 400)
    const spliced = applyChanges(
      current,
      round > 0 || level === 0 ? changes : coarser(changes, state.after, level),
    )
    if (spliced === null) return null
    current = openSpliced(current, spliced.text, spliced.splices)
    const next = compare(current)
    if (!next) return null
    state = next
  }
  return null
}

/** Where splicing inside an element fails, the element is written anew: delete it now, put it in the next round. */
function coarser(changes: readonly Change[], after: TreeMap, level: number): readonly Change[] {
  const paths = new Map<string, readonly string[]>()
  for (const { path } of changes) {
    const shorter = path.slice(0, Math.max(1, path.length - level))
    paths.set(JSON.stringify(shorter), shorter)
  }
  return [...paths.values()].flatMap((path): Change[] => {
    const isWithin = [...paths.values()].some(
      (other) => other.length < path.length && other.every((key, at) => key === path[at]),
    )
    if (isWithin) return []
    const put = changes.find((change) => change.kind === 'put' && samePath(change.path, path))
    return put && treeAt(after, path) !== undefined
      ? [put]
      : [{ kind: 'delete', path, isElement: path.length > 1 }]
  })
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, at) => key === b[at])
}

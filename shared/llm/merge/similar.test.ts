import { expect, test } from 'vitest'
import { CELLS, type Cell, HELD_BACK, OTHER_CELLS, type Wording } from './rewordings.test-support.ts'
import { isSame, similarityOf } from './similar.ts'

interface Pair {
  readonly a: Wording
  readonly b: Wording
}

const TITLES = ['API Gateway', 'Browser', 'Orders Service', 'Redis', 'Postgres', 'Stripe API']

function samePairs(cells: readonly Cell[]): readonly Pair[] {
  return cells.flatMap(({ threats }) =>
    threats.flatMap((wordings) => wordings.flatMap((a, at) => wordings.slice(at + 1).map((b) => ({ a, b })))),
  )
}

function differentPairs(cells: readonly Cell[]): readonly Pair[] {
  return cells.flatMap(({ threats }) =>
    threats.flatMap((first, at) =>
      threats.slice(at + 1).flatMap((second) => first.flatMap((a) => second.map((b) => ({ a, b })))),
    ),
  )
}

/** The share of pairs that count as one threat; `rejected`: of the first only the title is known. */
function shareOfSame(pairs: readonly Pair[], rejected: boolean): number {
  const same = pairs.filter(({ a, b }) => isSame(rejected ? { title: a.title } : a, b, TITLES))
  return same.length / pairs.length
}

test.each([
  ['tuned on', [...CELLS, ...OTHER_CELLS], 0.95, 0.01],
  ['held back', HELD_BACK, 0.15, 0.05],
] as const)(
  'threats in other words are the same and other threats are not (%s)',
  (name, cells, found, wrong) => {
    const [same, different] = [samePairs(cells), differentPairs(cells)]
    expect(same.length).toBeGreaterThan(40)
    expect(different.length).toBeGreaterThan(80)
    for (const rejected of [false, true]) {
      const [recognised, merged] = [shareOfSame(same, rejected), shareOfSame(different, rejected)]
      const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
      console.log(
        `Similarity, ${name}${rejected ? ', first by title alone' : ''}: ${percent(recognised)} of ${same.length} same ` +
          `pairs recognised, ${percent(merged)} of ${different.length} different pairs merged`,
      )
      expect(recognised).toBeGreaterThanOrEqual(found)
      expect(merged).toBeLessThanOrEqual(wrong)
    }
  },
)

test('a score is symmetric, 1 for the same words and 0 without a common one', () => {
  const a = { title: 'Forged JWT accepted' }
  const b = { title: 'Attacker presents a token with a tampered signature' }
  expect(similarityOf(a, b)).toBe(similarityOf(b, a))
  expect(similarityOf(a, a)).toBe(1)
  expect(similarityOf(a, { title: 'Slow clients hold workers' })).toBe(0)
  expect(isSame(a, b)).toBe(true)
})

test('two holes of one cell stay apart', () => {
  expect(isSame({ title: 'Missing rate limit' }, { title: 'Unbounded pagination' })).toBe(false)
})

test('the names of the target say nothing of a threat', () => {
  const [a, b] = [{ title: 'Orders Service crashes' }, { title: 'Orders Service restarts' }]
  expect(similarityOf(a, b, ['Orders Service'])).toBe(0)
  const [c, d] = [{ title: 'Audit log crashes' }, { title: 'Audit log restarts' }]
  expect(similarityOf(c, d, ['Audit log'])).toBe(0)
})

test('texts without words are not the same as anything', () => {
  expect(similarityOf({ title: '' }, { title: '' })).toBe(0)
  expect(similarityOf({ title: 'the of' }, { title: 'a' })).toBe(0)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collapse, type History, record, redo, startHistory, undo } from './history.ts'

function undoAll<T>(history: History<T>): History<T> {
  let at = history
  while (at.past.length > 0) at = undo(at)
  return at
}

const edits = fc.array(
  fc.tuple(fc.nat({ max: 5 }), fc.option(fc.constantFrom('k', 'l'), { nil: undefined })),
  {
    maxLength: 40,
  },
)
const write = (history: History<number>, [next, key]: [number, string | undefined]) =>
  record(history, next, 'edit', key)

describe('the history', () => {
  test('undoing all returns the start, and redoing all the end', () => {
    fc.assert(
      fc.property(edits, (steps) => {
        const end = steps.reduce(write, startHistory(0))
        const start = undoAll(end)
        expect(start.present).toBe(0)
        let again = start
        while (again.future.length > 0) again = redo(again)
        expect(again.present).toBe(end.present)
        expect(undoAll(again).present).toBe(0)
      }),
    )
  })

  test('an undo is taken back by a redo', () => {
    fc.assert(
      fc.property(edits, (steps) => {
        const end = steps.reduce(write, startHistory(0))
        if (end.past.length > 0) expect(redo(undo(end)).present).toBe(end.present)
      }),
    )
  })

  test('typing in one field is one entry, and an undo ends it', () => {
    const typed = record(record(startHistory('a'), 'ab', 'Rename', 'title'), 'abc', 'Rename', 'title')
    expect(typed.past).toHaveLength(1)
    expect(undo(typed).present).toBe('a')
    const after = record(redo(undo(typed)), 'abcd', 'Rename', 'title')
    expect(undo(after).present).toBe('abc')
  })

  test('no change is no entry, and an edit forgets what was undone', () => {
    const history = record(startHistory(0), 1, 'x')
    expect(record(history, 1, 'y')).toBe(history)
    expect(record(undo(history), 2, 'y').future).toEqual([])
  })

  test('at most 500 entries are kept, the latest', () => {
    let history = startHistory(0)
    for (let at = 1; at <= 600; at += 1) history = record(history, at, 'x')
    expect(history.past).toHaveLength(500)
    expect(undoAll(history).present).toBe(100)
  })

  test('nothing to undo or redo is the same history', () => {
    const history = startHistory(0)
    expect(undo(history)).toBe(history)
    expect(redo(history)).toBe(history)
  })
})

describe('steps made one', () => {
  const start = record(startHistory(0), 1, 'first')

  test('are taken back at once', () => {
    const after = record(record(start, 2, 'second'), 3, 'third')
    const one = collapse(start, after, 'both')
    expect([one.present, one.past.map(({ label }) => label)]).toEqual([3, ['first', 'both']])
    expect(undo(one).present).toBe(1)
  })

  test('that come back to where they began are none', () => {
    expect(collapse(start, record(record(start, 2, 'there'), 1, 'back'), 'both')).toBe(start)
  })
})

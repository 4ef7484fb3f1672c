import { beforeEach, expect, test } from 'vitest'
import { PLAIN_ORDERS } from '../../../shared/analysis/sample.ts'
import type { Draft } from '../../../shared/model/schema.ts'
import { anOpenedModel } from '../../../test/support/opened-model.ts'
import { currentDocument, showOpened, undoEdit } from '../document.ts'
import { openDraftsOf } from '../selectors.ts'
import { decideGroup, groupsIn, isGroupingWorthIt, rowsOf } from './groups.ts'
import { threatsOf } from './threats.ts'

const draftOf = (target: string, title: string): Draft => ({
  id: `${target} ${title}`,
  key: `${target} ${title}`,
  target,
  category: 'information-disclosure',
  title,
  description: title,
  assumption: 'Nobody looked',
  mitigation: 'Look',
  certainty: 'inferred',
  severity: 'medium',
  rules: [],
  facts: [],
  source: { by: 'llm', llm: 'claude-sonnet-5-5' },
})
const SAME = ['postgres', 'redis', 'orders-service'].map((target) =>
  draftOf(target, 'Backups are readable without a key'),
)
const ALONE = draftOf('api-gateway', 'Stack traces reach the browser')

beforeEach(() => showOpened(anOpenedModel({ model: PLAIN_ORDERS, drafts: [...SAME, ALONE] })))

const rows = (open: readonly string[] = []) => {
  const document = currentDocument()
  return rowsOf(threatsOf(document), groupsIn(document), new Set(open)).map((row) =>
    row.kind === 'group' ? `${row.members.length} targets` : row.threat.target,
  )
}

test('the same threat over three targets is one row that opens', () => {
  expect(isGroupingWorthIt(groupsIn(currentDocument()))).toBe(true)
  expect(rows()).toEqual(['3 targets', 'api-gateway'])
  const [group] = groupsIn(currentDocument())
  expect(rows([group?.key ?? ''])).toEqual([
    '3 targets',
    'postgres',
    'redis',
    'orders-service',
    'api-gateway',
  ])
})

test('a group of which a filter shows one member is that member', () => {
  const document = currentDocument()
  const shown = threatsOf(document).filter(({ target }) => target === 'redis')
  expect(rowsOf(shown, groupsIn(document), new Set()).map(({ kind }) => kind)).toEqual(['threat'])
})

test('one rejection of a group decides on every member with its reason, and one undo takes it back', () => {
  decideGroup(SAME[0]?.title ?? '', SAME, 'reject', 'Backups are encrypted')
  expect(openDraftsOf(currentDocument())).toEqual([ALONE])
  const reasons = currentDocument().model.analyses.flatMap(({ rejected }) =>
    rejected.map(({ reason }) => reason),
  )
  expect(reasons).toEqual(Array(3).fill('Backups are encrypted'))
  expect(undoEdit()).toBe('Reject "Backups are readable without a key" at 3 targets')
  expect(openDraftsOf(currentDocument())).toHaveLength(4)
})

test.each([
  ['keep', 'unchecked', undefined],
  ['accept', 'accepted', 'Known'],
  ['wont-fix', 'wont-fix', 'Known'],
  ['mitigated', 'mitigated', undefined],
] as const)('to %s a group makes a risk of each member', (decision, status, justification) => {
  decideGroup('Backups', SAME, decision, 'Known')
  const { risks } = currentDocument().model
  expect(risks.map(({ target }) => target)).toEqual(SAME.map(({ target }) => target))
  for (const risk of risks) expect([risk.status, risk.justification]).toEqual([status, justification])
  undoEdit()
  expect(currentDocument().model.risks).toEqual([])
})

import { expect, test } from 'vitest'
import { record, startHistory } from '../../../shared/core/history.ts'
import { mergeDocuments } from '../../../shared/diff/merge.ts'
import { printModel, readModel } from '../../../shared/formats/fenceline/index.ts'
import type { Document } from '../../../shared/model/document.ts'
import { addComponent, updateComponent } from '../../../shared/model/edits/components.ts'
import { removeElements } from '../../../shared/model/edits/remove.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { type Component, EMPTY_MODEL, type Model } from '../../../shared/model/schema.ts'
import type { OpenedModel } from '../../../shared/protocol/contract.ts'
import { anOpenedModel } from '../../../test/support/opened-model.ts'
import { type Choices, choiceOf, listHard, NO_CHOICES, withChoice } from './merging.ts'
import { type Open, planChange, planDecided, planRecovery, type Taken } from './plan.ts'

const BASE: Model = ['Web', 'API', 'Database'].reduce(
  (model, title) => addComponent(model, { kind: 'process', title }).model,
  EMPTY_MODEL,
)
const edit = (model: Model, id: string, changes: Partial<Omit<Component, 'id'>>) =>
  updateComponent(model, id, changes)
const documentOf = (model: Model): Document => ({ model, layout: EMPTY_LAYOUT, drafts: [] })
const textOf = (model: Model) => printModel(model)

/** A model that is open, with `mine` as the edits in hand. */
const open = (mine: Model = BASE, changes: Partial<Open> = {}): Open => {
  const saved = documentOf(BASE)
  const present = mine === BASE ? saved : documentOf(mine)
  return {
    history: record(startHistory(saved), present, 'Edit'),
    saved,
    source: textOf(BASE),
    modelHash: 'base',
    layoutHash: null,
    filesHash: 'base',
    broken: false,
    ...changes,
  }
}
const disk = (model: Model, changes: Partial<OpenedModel> = {}): OpenedModel =>
  anOpenedModel({ model, source: textOf(model), modelHash: 'disk', filesHash: 'disk', ...changes })

const taken = (plan: ReturnType<typeof planChange>): Taken => {
  if (plan.kind !== 'take') throw new Error(`the plan is ${plan.kind}`)
  return plan.taken
}
const titles = ({ model }: Document) => model.components.map(({ title }) => title)
const isUnsaved = ({ present, saved }: Taken) =>
  present.model !== saved.model || present.layout !== saved.layout || present.source !== saved.source

test('files that this page wrote itself are no change', () => {
  expect(planChange(open(), disk(BASE, { filesHash: 'base' }))).toEqual({ kind: 'same' })
})

test('D11 a change from outside replaces what was not edited, says what changed and leaves nothing to save', () => {
  const theirs = edit(edit(BASE, 'web', { title: 'Front' }), 'api', { title: 'Gateway' })
  const plan = taken(planChange(open(), disk(theirs)))
  expect(titles(plan.present)).toEqual(['Front', 'Gateway', 'Database'])
  expect(plan).toMatchObject({ label: 'Reload from disk', news: '2 components changed on disk.' })
  expect(isUnsaved(plan)).toBe(false)
})

test('D11 disjoint edits of both sides are all in the merge, which stays unsaved', () => {
  const mine = edit(BASE, 'web', { title: 'Front' })
  const theirs = edit(BASE, 'api', { title: 'Gateway' })
  const plan = taken(planChange(open(mine), disk(theirs)))
  expect(titles(plan.present)).toEqual(['Front', 'Gateway', 'Database'])
  expect(titles(plan.saved)).toEqual(['Web', 'Gateway', 'Database'])
  expect(plan.label).toBe('Merge changes from disk')
  expect(isUnsaved(plan)).toBe(true)
})

test('the same edit on both sides leaves nothing to save and no step to undo', () => {
  const mine = edit(BASE, 'web', { title: 'Front' })
  const state = open(mine)
  const plan = taken(planChange(state, disk(edit(BASE, 'web', { title: 'Front' }))))
  expect(plan.present).toBe(state.history.present)
  expect(isUnsaved(plan)).toBe(false)
})

test('a change of comments alone is no step to undo', () => {
  const state = open()
  const plan = taken(planChange(state, disk(BASE, { source: `# theirs\n${textOf(BASE)}` })))
  expect(plan.present).toBe(state.history.present)
  expect(plan.news).toBe('Only wording of the files changed on disk.')
})

test('D11 one attribute that both sides changed is asked, and each choice gives its side', () => {
  const mine = edit(edit(BASE, 'web', { title: 'Front' }), 'database', { title: 'Orders' })
  const theirs = edit(edit(BASE, 'web', { title: 'Shop' }), 'api', { title: 'Gateway' })
  const state = open(mine)
  const plan = planChange(state, disk(theirs))
  if (plan.kind !== 'ask') throw new Error('not asked')
  const decided = (choices: Choices) => planDecided(state, disk(theirs), plan.theirs, choices)
  expect(decided(NO_CHOICES)).toBeNull()
  const conflicts = listHard(mergeDocuments(state.saved, state.history.present, plan.theirs))
  expect(conflicts).toHaveLength(1)
  const ours = decided(withChoice(NO_CHOICES, conflicts, 'ours'))
  const other = decided(withChoice(NO_CHOICES, conflicts, 'theirs'))
  expect(ours && titles(ours.present)).toEqual(['Front', 'Gateway', 'Orders'])
  expect(other && titles(other.present)).toEqual(['Shop', 'Gateway', 'Orders'])
})

test('an element that one side removed and the other changed can be kept or removed', () => {
  const mine = edit(BASE, 'web', { title: 'Front' })
  const theirs = removeElements(BASE, ['web']).model
  const state = open(mine)
  const plan = planChange(state, disk(theirs))
  if (plan.kind !== 'ask') throw new Error('not asked')
  const conflicts = listHard(mergeDocuments(state.saved, state.history.present, plan.theirs))
  const results = (['ours', 'theirs'] as const).map((side) => {
    const decided = planDecided(state, disk(theirs), plan.theirs, withChoice(NO_CHOICES, conflicts, side))
    return decided && titles(decided.present)
  })
  expect(results).toEqual([
    ['Front', 'API', 'Database'],
    ['API', 'Database'],
  ])
})

test('a choice stands while editing goes on, and not against another value on disk', () => {
  const conflictsOf = (mine: string, theirs: string) => {
    const merge = mergeDocuments(
      documentOf(BASE),
      documentOf(edit(BASE, 'web', { title: mine })),
      documentOf(edit(BASE, 'web', { title: theirs })),
    )
    return listHard(merge)
  }
  const choices = withChoice(NO_CHOICES, conflictsOf('Front', 'Shop'), 'ours')
  const chosen = (mine: string, theirs: string) =>
    conflictsOf(mine, theirs).map((conflict) => choiceOf(choices, conflict))
  expect(chosen('Front Door', 'Shop')).toEqual(['ours'])
  expect(chosen('Front', 'Shop 2')).toEqual([undefined])
})

test('D14 a file that cannot be read replaces nothing, and its reasons are told', () => {
  const text = 'title: A\n<<<<<<< HEAD\n=======\n>>>>>>> other\n'
  const { diagnostics } = readModel(text, 'threat-model.yaml')
  const plan = planChange(open(), disk(BASE, { model: null, diagnostics: [...diagnostics] }))
  expect(plan).toMatchObject({ kind: 'unreadable', reasons: [{ range: { start: { line: 2 } } }] })
})

test('D18 an emptied file is unreadable, not a new model', () => {
  const { model, diagnostics } = readModel('', 'threat-model.yaml')
  expect(planChange(open(), disk(BASE, { model, diagnostics: [...diagnostics] })).kind).toBe('unreadable')
})

test('a file that was broken when it was opened is shown as soon as it is not', () => {
  expect(planChange(open(BASE, { broken: true }), disk(BASE)).kind).toBe('show')
})

test('places stay where no layout file is, and are saved with the next save', () => {
  const layout = { ...EMPTY_LAYOUT, boxes: [{ id: 'web', x: 10, y: 20, width: 100, height: 50 }] }
  const saved = { ...documentOf(BASE), layout }
  const state = open(BASE, { saved, history: startHistory(saved), layoutHash: 'gone' })
  const plan = taken(planChange(state, disk(edit(BASE, 'api', { title: 'Gateway' }))))
  expect(plan.present.layout).toBe(layout)
})

test('typed text is merged by lines with the file, and a comment without a place is told', () => {
  const source = textOf(BASE)
  const typed = source.replace('title: Web', 'title: Front # typed')
  const mine = readModel(typed).model
  if (!mine) throw new Error('not a model')
  const state = open(mine)
  const present = { ...documentOf(mine), source: typed }
  const theirs = source
    .replace('title: API', 'title: Gateway # theirs')
    .replace('    title: Web\n', '    # kept\n    title: Web # lost\n')
  const plan = taken(
    planChange(
      { ...state, history: record(state.history, present, 'Type') },
      disk(readModel(theirs).model ?? BASE, { source: theirs }),
    ),
  )
  expect(plan.present.source).toContain('title: Front # typed')
  expect(plan.present.source).toContain('title: Gateway # theirs')
  expect(plan.present.source).toContain('# kept\n')
  expect(titles(plan.present)).toEqual(['Front', 'Gateway', 'Database'])
  expect(plan.lostComments).toEqual(['# lost'])
})

test('typed text that is saved is dropped in favour of the file', () => {
  const saved = { ...documentOf(BASE), source: 'title: typed and saved\n' }
  const state = open(BASE, { saved, history: startHistory(saved) })
  const plan = taken(planChange(state, disk(edit(BASE, 'api', { title: 'Gateway' }))))
  expect(plan.present.source).toBeUndefined()
  expect(isUnsaved(plan)).toBe(false)
})

const offer = (mine: Model) => ({
  window: 'window-1',
  time: 0,
  document: documentOf(mine),
  base: documentOf(BASE),
  source: textOf(BASE),
  modelHash: 'base',
  layoutHash: null,
})

test('D19 recovered edits come back as they were where the file is as it was', () => {
  const mine = edit(BASE, 'web', { title: 'Front' })
  expect(planRecovery(open(), offer(mine), NO_CHOICES)?.model).toEqual(mine)
})

test('D19 recovered edits are merged into a file that changed, and asked where both changed the same', () => {
  const mine = edit(edit(BASE, 'web', { title: 'Front' }), 'api', { title: 'Gateway' })
  const now = edit(edit(BASE, 'web', { title: 'Shop' }), 'database', { title: 'Orders' })
  const state = open(now)
  expect(planRecovery(state, offer(mine), NO_CHOICES)).toBeNull()
  const conflicts = listHard(mergeDocuments(documentOf(BASE), documentOf(now), documentOf(mine)))
  const restored = planRecovery(state, offer(mine), withChoice(NO_CHOICES, conflicts, 'theirs'))
  expect(restored && titles(restored)).toEqual(['Front', 'Gateway', 'Orders'])
})

/**
 * What a save would write, without writing: source files first, then what is printed from them. A
 * derived file that somebody edited by hand is reported and left alone.
 */
import { type Diagnostic, hasErrors } from '../../../shared/core/diagnostics.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { isSameJson } from '../../../shared/core/text.ts'
import {
  printLayout,
  printModel,
  readModel,
  spliceAsOneFile,
  spliceLayout,
  spliceModelFiles,
} from '../../../shared/formats/fenceline/index.ts'
import { EMPTY_LAYOUT, type Layout } from '../../../shared/model/layout.ts'
import type { Draft, Model, Remark } from '../../../shared/model/schema.ts'
import type { DerivedFile } from '../../../shared/protocol/contract.ts'
import { printDerived, withLineEndsOf } from './derived.ts'
import { type PlannedWrite, planDrafts } from './drafts/plan-drafts.ts'
import { isNewer, understand } from './open-model.ts'
import { includeFrom, type ModelOnDisk } from './read-model.ts'

export interface SaveState {
  readonly model: Model
  readonly layout: Layout
  readonly drafts: readonly Draft[]
  readonly remarks?: readonly Remark[]
  /** What the model is put into; null: the text on disk. */
  readonly source: string | null
  /** Paths of derived files that are written even where they differ. */
  readonly overwriteDerived: readonly string[]
}

export interface SavePlan {
  /** In the order of writing; files whose bytes stay are not in it. */
  readonly writes: readonly PlannedWrite[]
  /** As they are once everything is written. */
  readonly derived: readonly DerivedFile[]
}

/** Throws `invalid-file` when the model on disk cannot be read: saving would replace what a person must mend. */
export function planSave(disk: ModelOnDisk, state: SaveState): SavePlan {
  const steps = planSteps(disk, state)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** As `planSave`, in steps: between two of them whoever plans ahead lets go first what somebody waits for. */
export function* planSteps(disk: ModelOnDisk, state: SaveState): Generator<undefined, SavePlan> {
  const before = understand(disk)
  yield
  if (disk.model && !before.model) throw unreadable(disk.files.model, before.diagnostics)
  if (isNewer(before.diagnostics)) {
    throw new AppError('read-only', `${disk.files.model} was written by a newer Fenceline.`, {
      hint: 'Nothing was written. Update Fenceline, then open it again.',
    })
  }
  const ofLayout = before.diagnostics.filter(({ file }) => file === disk.files.layout)
  if (hasErrors(ofLayout) && !isSameJson(before.layout, state.layout))
    throw unreadable(disk.files.layout, ofLayout)
  const writes: PlannedWrite[] = []
  const add = (write: PlannedWrite, old: string | null | undefined) => {
    if (old !== write.text) writes.push(write)
  }
  const { model, layout } = disk
  const source = state.source ?? model?.text
  const path = disk.files.model
  const texts = textsOf(disk, source ?? null, state.model)
  yield
  for (const [name, text] of texts) {
    const old = name === path ? model : disk.includes.get(name)
    add({ role: 'model', in: 'root', path: name, text, base: old?.hash ?? null }, old?.text)
  }
  if (layout || !isSameJson(state.layout, EMPTY_LAYOUT)) {
    const text = layout?.text != null ? spliceLayout(layout.text, state.layout) : printLayout(state.layout)
    add(
      { role: 'layout', in: 'root', path: disk.files.layout, text, base: layout?.hash ?? null },
      layout?.text,
    )
    yield
  }
  // As the file will say it: that is what a derived file is compared with from then on.
  const saved = readModel(texts.get(path) ?? '', path, (name) => texts.get(name) ?? includeFrom(disk)(name))
  const written = saved.model ?? state.model
  const derived: DerivedFile[] = []
  for (const file of before.derived) {
    if (file.state === 'differs' && !state.overwriteDerived.includes(file.path)) {
      derived.push(file)
      continue
    }
    yield
    const old = disk.derived[file.format]
    const text = withLineEndsOf(old, printDerived(file.format, written))
    add({ role: 'derived', in: 'root', path: file.path, text, base: old?.hash ?? null }, old?.text)
    derived.push({ ...file, state: 'current' })
  }
  writes.push(...planDrafts(disk, state))
  return { writes, derived }
}

/** The model's files as they should be, by their paths. */
function textsOf(disk: ModelOnDisk, source: string | null, next: Model): ReadonlyMap<string, string> {
  const path = disk.files.model
  if (source === null) return new Map([[path, printModel(next)]])
  // Under a new path includes lead elsewhere, and to what others may have changed meanwhile.
  if (!disk.model) return new Map([[path, spliceAsOneFile(source, next)]])
  return spliceModelFiles(source, next, { file: path, include: includeFrom(disk) })
}

function unreadable(name: string, diagnostics: readonly Diagnostic[]): AppError {
  const errors = diagnostics.filter(({ file, severity }) => file === name && severity === 'error')
  const lines = new Set(errors.flatMap(({ range }) => (range ? [range.start.line] : [])))
  const where = lines.size > 0 ? ` (line ${[...lines].slice(0, 5).join(', ')})` : ''
  return new AppError(
    'invalid-file',
    `${name} on disk cannot be read${where}: ${errors[0]?.message ?? 'it is damaged'}`,
    {
      hint: 'Nothing was written. Mend the file in a text editor, then load it again.',
    },
  )
}

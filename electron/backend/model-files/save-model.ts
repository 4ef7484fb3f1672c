/** Does what a save plan says: everything is staged first, so that a full disk changes no file at all. */
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { isSameJson } from '../../../shared/core/text.ts'
import { diffModels, isEmptyDiff } from '../../../shared/diff/diff.ts'
import type { Model } from '../../../shared/model/schema.ts'
import type { MethodInput, SavedModel } from '../../../shared/protocol/contract.ts'
import { type Disk, NODE_DISK } from '../files/disk.ts'
import type { SourceFile } from '../files/read-file.ts'
import type { Staged, Written } from '../files/writer.ts'
import type { PlannedWrite } from './drafts/plan-drafts.ts'
import { stage } from './drafts/save-drafts.ts'
import { understand } from './open-model.ts'
import { planSave, type SavePlan } from './plan-save.ts'
import { hashFiles, hashSources, type ModelOnDisk, readModelFiles } from './read-model.ts'

interface Outcome {
  readonly written: readonly Written[]
  /** Of writes that a save can do without, and what the writer had to tell. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Saves a model and what is printed from it. Throws when the model or its layout could not be saved. `plan` gives
 * what `planSave` gives, which may have been made before.
 */
export async function saveModel(
  root: string,
  input: MethodInput<'model.save'>,
  disk: Disk = NODE_DISK,
  plan: typeof planSave = planSave,
): Promise<SavedModel> {
  const before = await readModelFiles(root, input.path, disk)
  const sources = before.files.model + (before.includes.size > 0 ? ' or a file that it includes' : '')
  checkUnchanged(sources, hashSources(before), input.modelHash)
  // A layout that was left behind by a removed model is nobody's.
  const isNew = before.model === null && input.modelHash === null
  if (!isNew) checkUnchanged(before.files.layout, before.layout?.hash ?? null, input.layoutHash)
  const planned = plan(before, input)
  const { written, diagnostics } = await runPlan(root, before, planned, disk)
  const after = withWritten(before, planned, written)
  const now = understand(after)
  return {
    model: now.model && !saysSame(input.model, now.model) ? now.model : null,
    source: after.model?.text ?? null,
    modelHash: hashSources(after),
    layoutHash: after.layout?.hash ?? null,
    // What was just written may be written.
    filesHash: hashFiles(after, false),
    written: written.filter(({ changed }) => changed).map(({ path }) => path),
    derived: [...now.derived],
    diagnostics: [...now.diagnostics, ...diagnostics],
  }
}

/** Nearly always to the letter, which is told sooner than what a person would take for the same. */
function saysSame(a: Model, b: Model): boolean {
  return isSameJson(a, b) || isEmptyDiff(diffModels(a, b))
}

/** The files as this save left them. Reading them again could pick up somebody else's next save as ours. */
function withWritten(before: ModelOnDisk, plan: SavePlan, written: readonly Written[]): ModelOnDisk {
  const now = (name: string, old: SourceFile | null): SourceFile | null => {
    const hash = written.find(({ path }) => path === name)?.hash
    const text = plan.writes.find(({ path }) => path === name)?.text
    return hash === undefined || text === undefined ? old : { hash, text }
  }
  const { files, derived } = before
  return {
    ...before,
    model: now(files.model, before.model),
    includes: new Map([...before.includes].map(([name, old]) => [name, now(name, old)])),
    layout: now(files.layout, before.layout),
    drafts: now(before.home.drafts, before.drafts),
    derived: {
      mermaid: now(files.derived.mermaid, derived.mermaid),
      markdown: now(files.derived.markdown, derived.markdown),
      dfd: now(files.derived.dfd, derived.dfd),
    },
  }
}

/** Throws when a source file fails; what was written by then is complete, and the error names the rest. */
async function runPlan(root: string, before: ModelOnDisk, plan: SavePlan, disk: Disk): Promise<Outcome> {
  const diagnostics: Diagnostic[] = []
  const staged: { write: PlannedWrite; file: Staged }[] = []
  try {
    for (const write of plan.writes) {
      const file = await stage(root, before, write, disk).catch((error: unknown) => {
        diagnostics.push(tolerate(write, error))
        return undefined
      })
      if (file) staged.push({ write, file })
    }
  } catch (error) {
    await Promise.all(staged.map(({ file }) => file.discard()))
    throw error
  }
  const written: Written[] = []
  for (const [index, { write, file }] of staged.entries()) {
    try {
      const result = await file.commit()
      written.push(result)
      for (const message of result.notes) {
        diagnostics.push({ code: 'written-with-note', severity: 'warning', message, file: write.path })
      }
    } catch (error) {
      const rest = staged.slice(index + 1)
      if (write.role === 'derived' || write.role === 'drafts') diagnostics.push(tolerate(write, error))
      else {
        await Promise.all(rest.map((other) => other.file.discard()))
        throw incomplete(
          error,
          written,
          rest.map((other) => other.write.path),
        )
      }
    }
  }
  return { written, diagnostics }
}

/** A failure of a file that can be made again is told; one of a source file is thrown, and so is a full disk. */
function tolerate(write: PlannedWrite, error: unknown): Diagnostic {
  const isExtra = write.role === 'derived' || write.role === 'drafts'
  if (!isExtra || !(error instanceof AppError) || error.code === 'disk-full') throw error
  const message = error.hint === undefined ? error.message : `${error.message} ${error.hint}`
  return { code: 'not-written', severity: 'warning', message, file: write.path }
}

function incomplete(error: unknown, done: readonly Written[], rest: readonly string[]): unknown {
  const written = done.filter(({ changed }) => changed).map(({ path }) => path)
  if (!(error instanceof AppError) || written.length === 0) return error
  const left = rest.length > 0 ? ` Not written either: ${rest.join(', ')}.` : ''
  const options = error.hint === undefined ? { cause: error } : { cause: error, hint: error.hint }
  return new AppError(
    error.code,
    `${error.message} ${written.join(', ')} was saved before that.${left}`,
    options,
  )
}

function checkUnchanged(file: string, onDisk: string | null, opened: string | null): void {
  if (onDisk === opened) return
  const what =
    onDisk === null ? 'was removed' : opened === null ? 'exists already' : 'was changed by somebody else'
  throw new AppError('conflict', `${file} ${what} since it was opened.`, {
    hint: 'Nothing was written. Load the file from disk, or save yours under another name.',
  })
}

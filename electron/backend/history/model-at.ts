/** A model as a commit has it: its text, what it includes and its layout, all from that one commit. */
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import type { Layout } from '../../../shared/model/layout.ts'
import type { Model } from '../../../shared/model/schema.ts'
import type { SourceFile } from '../files/read-file.ts'
import { readFileAt } from '../git/objects.ts'
import type { Repo } from '../git/repo.ts'
import type { CommitId } from '../git/revisions.ts'
import { filesOf } from '../model-files/names.ts'
import { understand } from '../model-files/open-model.ts'
import { type ModelOnDisk, readIncludes } from '../model-files/read-model.ts'

export interface ModelAt {
  /** Null when it is not a whole model; `diagnostics` says why. */
  readonly model: Model | null
  readonly layout: Layout
  readonly diagnostics: readonly Diagnostic[]
}

/** By its path from the repo's `root`; null when the commit has no such file. Throws when it cannot be read. */
export async function readModelAt(repo: Repo, commit: CommitId, path: string): Promise<ModelAt | null> {
  const disk = await readFilesAt(repo, commit, path)
  if (disk === null) return null
  const { model, layout, diagnostics } = understand(disk)
  return { model, layout, diagnostics }
}

/** The files of a model as they would be on disk after a checkout, without settings and drafts. */
export async function readFilesAt(repo: Repo, commit: CommitId, path: string): Promise<ModelOnDisk | null> {
  const files = filesOf(path)
  const model = await readFileAt(repo, commit, path)
  if (model === null) return null
  // As in the working folder: what is beside a model and cannot be read must not keep it from opening.
  const extra = (name: string): Promise<SourceFile | null> =>
    readFileAt(repo, commit, name).catch(() => ({ hash: '', text: null }))
  return {
    files,
    model,
    includes: await readIncludes(path, model.text, extra),
    layout: await extra(files.layout),
    derived: {
      mermaid: await extra(files.derived.mermaid),
      markdown: await extra(files.derived.markdown),
      dfd: await extra(files.derived.dfd),
    },
    // Drafts are not committed, and what a team checks and writes is what it says now.
    ...{ home: { folder: repo.root, config: '', drafts: '', gitignore: '' }, config: null, drafts: null },
    gitignore: null,
  }
}

/** Lint of what a change introduced: both sides are checked by the rules and settings of today, and compared. */
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { diffModels } from '../../../shared/diff/diff.ts'
import { readConfig } from '../../../shared/formats/fenceline/index.ts'
import { lintModel } from '../../../shared/lint/lint.ts'
import { findIntroduced } from '../../../shared/lint/since/find-introduced.ts'
import { DEFAULT_CONFIG } from '../../../shared/model/config.ts'
import { EMPTY_MODEL } from '../../../shared/model/schema.ts'
import type { Repo } from '../../backend/git/repo.ts'
import { type CommitId, mergeBase, resolveRevision } from '../../backend/git/revisions.ts'
import { readModelFiles } from '../../backend/model-files/read-model.ts'
import { type LoadedFile, noModelIn } from '../models.ts'
import { pairsOf } from '../revisions/compare.ts'
import { type Place, placesOf } from '../revisions/places.ts'
import { loadSide } from '../revisions/sides.ts'
import { type Checked, checkFile, withoutRepeats } from './check.ts'

const REMOVED = 'model-removed'

/** Throws where the revision is unknown, or a path has no model now. */
export async function checkSince(paths: readonly string[], since: string, today: string): Promise<Checked> {
  const files: LoadedFile[] = []
  const found: Diagnostic[] = []
  let removed = 0
  for (const place of await placesOf(paths.length > 0 ? paths : ['.'])) {
    const pairs = await pairsOf(place, await startOf(place.repo, since), null, loadSide)
    const present = pairs.flatMap(({ before, after }) => (after ? [{ before, after }] : []))
    if (present.length === 0) throw noneLeft(place, since, pairs.length > 0)
    for (const { before, after } of present) {
      files.push(after)
      found.push(...(await introducedBy(before, after, today)))
    }
    for (const { before, after } of pairs) {
      if (after || !before) continue
      removed += 1
      found.push(...(await checkRemoved(before, today)))
    }
  }
  return { files, found: withoutRepeats(found), removed }
}

/**
 * Where the change began: what the other branch did since the two parted is not of this change. In a shallow clone
 * nobody knows where that was, so it is the revision itself.
 */
async function startOf(repo: Repo, since: string): Promise<CommitId> {
  const commit = await resolveRevision(repo, since)
  const head = await resolveRevision(repo, 'HEAD')
  return mergeBase(repo, commit, head).catch(() => commit)
}

/** Nothing that could be checked fails as a fault, whatever was there before. */
function noneLeft({ given, only }: Place, since: string, wasThere: boolean): AppError {
  if (!wasThere) return noModelIn(given)
  const message = only === null ? noModelIn(given).message : `There is no ${given}.`
  return new AppError('not-found', message, {
    hint: `It was there at ${since}: bring it back, or name another.`,
  })
}

/** By the settings of now, as everything else. */
async function checkRemoved(before: LoadedFile, today: string): Promise<readonly Diagnostic[]> {
  const { model } = before.read
  if (!model) return []
  const now = await readModelFiles(before.root, before.disk.files.model)
  const config = now.config?.text == null ? DEFAULT_CONFIG : readConfig(now.config.text).config
  const all = lintModel(model, {
    ...{ locate: () => undefined, file: before.shown, config, today, diagnostics: [], isRemoved: true },
  })
  return all.filter(({ code }) => code === REMOVED)
}

async function introducedBy(
  before: LoadedFile | null,
  after: LoadedFile,
  today: string,
): Promise<readonly Diagnostic[]> {
  const now = await checkFile(after, today)
  if (!before) return now
  // Both sides are held to the settings of now.
  const was = await checkFile({ ...before, shown: after.shown, config: after.config }, today)
  const [a, b] = [before.read.model ?? EMPTY_MODEL, after.read.model ?? EMPTY_MODEL]
  const gained = new Set(diffModels(a, b).crossings.gained.map(({ flow }) => flow))
  const introduced = new Set(findIntroduced(was, now, gained))
  // What is wrong with the settings weakens every check, so it is said as long as it is so.
  const isOfSettings = ({ file }: Diagnostic) => file !== undefined && file === after.configFile?.file
  return now.filter((diagnostic) => introduced.has(diagnostic) || isOfSettings(diagnostic))
}

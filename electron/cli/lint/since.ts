/** Lint of what a change introduced: both sides are checked by the rules and settings of today, and compared. */
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import { diffModels } from '../../../shared/diff/diff.ts'
import { findIntroduced } from '../../../shared/lint/since/find-introduced.ts'
import { EMPTY_MODEL } from '../../../shared/model/schema.ts'
import { resolveRevision } from '../../backend/git/revisions.ts'
import { type LoadedFile, noModelIn } from '../models.ts'
import { pairsOf } from '../revisions/compare.ts'
import { placesOf } from '../revisions/places.ts'
import { loadSide } from '../revisions/sides.ts'
import { type Checked, checkFile, withoutRepeats } from './check.ts'

/** Throws where the revision is unknown, or a path has no model now. */
export async function checkSince(paths: readonly string[], since: string, today: string): Promise<Checked> {
  const files: LoadedFile[] = []
  const found: Diagnostic[] = []
  for (const place of await placesOf(paths.length > 0 ? paths : ['.'])) {
    const commit = await resolveRevision(place.repo, since)
    const pairs = await pairsOf(place, commit, null, loadSide)
    const present = pairs.flatMap(({ before, after }) => (after ? [{ before, after }] : []))
    if (present.length === 0) throw noModelIn(place.given)
    for (const { before, after } of present) {
      files.push(after)
      found.push(...(await introducedBy(before, after, today)))
    }
  }
  return { files, found: withoutRepeats(found) }
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

/** What lint needs to know of a model's files besides the model. */
import path from 'node:path'
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import { lintModel } from '../../../shared/lint/lint.ts'
import type { Model } from '../../../shared/model/schema.ts'
import type { LoadedFile } from '../models.ts'

/** The files that were checked, and what is to be said of them. */
export interface Checked {
  readonly files: readonly LoadedFile[]
  readonly found: readonly Diagnostic[]
  /** How many models a change removed; absent where no change is looked at. */
  readonly removed?: number
}

/** Everything that is wrong with one model and the files beside it; for a file that is no model, why it is none. */
export async function checkFile(file: LoadedFile, today: string): Promise<readonly Diagnostic[]> {
  const { model, locate } = file.read
  if (!model) return file.diagnostics
  const { config, layout, layoutFile, configFile, diagnostics, origin } = file
  return lintModel(model, {
    locate,
    origin,
    file: file.shown,
    config,
    today,
    layout,
    outdated: await outdatedFiles(file, model),
    diagnostics,
    ...(layoutFile ? { layoutFile } : {}),
    ...(configFile ? { configFile } : {}),
  })
}

/** Files that a save would write, are there and differ; the printers are loaded only where there is one. */
async function outdatedFiles({ disk, config, shown }: LoadedFile, model: Model): Promise<readonly string[]> {
  if (Object.values(disk.derived).every((each) => each === null)) return []
  const { stateOf, wantedFormats } = await import('../../backend/model-files/derived.ts')
  return wantedFormats(config)
    .filter((format) => stateOf(format, disk.derived[format], model) === 'differs')
    .map((format) => path.join(path.dirname(shown), path.basename(disk.files.derived[format])))
}

/** Models of one folder share a config: what is wrong with it is said once. */
export function withoutRepeats(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>()
  return found.filter(({ code, file, range, message, elementId }) => {
    const key = JSON.stringify([code, file, range, message, elementId])
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

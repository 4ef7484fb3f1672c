/** Puts the models of one file into their files: all of them, or none. */
import { unlink } from 'node:fs/promises'
import path from 'node:path'
import { printLayout, printModel } from '../../../shared/formats/fenceline/index.ts'
import type { Imported } from '../../../shared/formats/importing/imported.ts'
import { modelNames } from '../../../shared/formats/importing/names.ts'
import { type Staged, stageFile } from '../../backend/files/writer.ts'
import { filesOf } from '../../backend/model-files/names.ts'
import type { Place } from './places.ts'

/** Gives what was written, as the user would name it. Throws `exists` rather than replace a file. */
export async function writeModels(place: Place, models: readonly Imported[]): Promise<readonly string[]> {
  const { root } = place
  const names = namesFor(place, models)
  const staged: Staged[] = []
  const written: string[] = []
  try {
    for (const [at, { model, layout }] of models.entries()) {
      const files = filesOf(path.posix.join(place.folder, names[at] ?? ''))
      staged.push(await stageFile({ root, path: files.model, content: printModel(model), base: null }))
      if (layout.boxes.length + layout.notes.length + layout.routes.length === 0) continue
      staged.push(await stageFile({ root, path: files.layout, content: printLayout(layout), base: null }))
    }
    for (const file of staged) {
      await file.commit()
      written.push(file.path)
    }
    return written.map((file) => path.join(place.shown, file))
  } catch (error) {
    for (const file of staged) if (!written.includes(file.path)) await file.discard()
    // They were made a moment ago, by us.
    for (const file of written) await unlink(path.join(root, file)).catch(() => {})
    throw error
  }
}

function namesFor({ file, stem }: Place, models: readonly Imported[]): readonly string[] {
  if (file !== undefined && models.length === 1) return [file]
  return modelNames(
    stem,
    models.map(({ page }) => page?.title),
  )
}

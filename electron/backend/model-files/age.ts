/**
 * An edit of the model by hand, or a pull of it, leaves its printed files as they were: read as edits of the model
 * they would take the newer change back. Only a person knows which of the two it is.
 */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { DerivedFormat } from './names.ts'
import type { ModelOnDisk } from './read-model.ts'

/** True when the model, or a file that it includes, was written after the derived file, which must be there. */
export async function isOlder(
  root: string,
  format: DerivedFormat,
  { files, model, includes }: Pick<ModelOnDisk, 'files' | 'model' | 'includes'>,
): Promise<boolean> {
  const written = async (name: string) => (await stat(path.join(root, name))).mtimeMs
  const since = await written(files.derived[format])
  const sources = [[files.model, model] as const, ...includes]
  for (const [name, source] of sources) {
    if (source !== null && (await written(name)) > since) return true
  }
  return false
}

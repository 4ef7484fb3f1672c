/** What a folder's `config.yaml` says about a language model's server and Fenceline does not take from there. */
import { AppError } from '../../../../shared/core/errors.ts'
import { readConfig } from '../../../../shared/formats/fenceline/index.ts'
import { readInside } from '../../files/read-file.ts'
import { promptHome } from '../requests/prompt-store.ts'

const CONFIG = '.fenceline/config.yaml'

/** In words, in the order of the file. */
export async function ignoredSettings(root: string): Promise<readonly string[]> {
  const text = await readText(await promptHome(root))
  if (text === null) return []
  return readConfig(text)
    .diagnostics.filter(({ code }) => code === 'not-from-repo')
    .map(({ message, range }) => `${CONFIG}${range ? `, line ${range.start.line}` : ''}: ${message}`)
}

async function readText(home: string): Promise<string | null> {
  try {
    return (await readInside(home, CONFIG))?.text ?? null
  } catch (error) {
    // A folder or a pipe in its place says nothing.
    if (error instanceof AppError) return null
    throw error
  }
}

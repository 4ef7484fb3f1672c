import { realpath, stat } from 'node:fs/promises'
import { AppError } from '../../../shared/core/errors.ts'
import { toFault } from '../files/faults.ts'

/** The folder's real path. Throws `not-found` or `not-a-file` when there is no such folder. */
export async function realFolder(folder: string): Promise<string> {
  try {
    const root = await realpath(folder)
    if ((await stat(root)).isDirectory()) return root
  } catch (error) {
    throw toFault(error, folder, 'read')
  }
  throw new AppError('not-a-file', `${folder} is not a folder.`, {
    hint: 'Open the folder that holds the file.',
  })
}

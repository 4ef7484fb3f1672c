/** Writes a first model from a template; an existing one is never replaced. */
import { mkdir, realpath } from 'node:fs/promises'
import path from 'node:path'
import { toFault } from '../../backend/files/faults.ts'
import { createModel } from '../../backend/model-files/create-model.ts'
import { type ExitCode, print, visible } from '../output.ts'

interface Options {
  readonly template: string
}

/** Makes the folder where it does not exist. */
export async function init([folder = '.']: string[], { template }: Options): Promise<ExitCode> {
  const root = await mkdir(folder, { recursive: true })
    .then(() => realpath(folder))
    .catch((error: unknown) => {
      throw toFault(error, folder, 'write')
    })
  const written = await createModel(root, 'threat-model.yaml', { template })
  for (const file of written) print(`wrote ${visible(path.join(folder, file))}`)
  print(`Next: fenceline open ${visible(folder)}`)
  return 0
}

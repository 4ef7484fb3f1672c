/** Putting the model into a file of another tool where it lies: in the folder, or where the person finds it. */
import { FORMATS, type Format } from '../../../shared/formats/formats.ts'
import type { MethodInput, MethodOutput } from '../../../shared/protocol/contract.ts'
import type { UpdatedFile } from '../../../shared/protocol/foreign.ts'
import { chooseFiles } from '../../platform/choose-files.ts'
import { client, desktop } from '../../platform/client.ts'
import { currentDocument } from '../../state/document.ts'
import { exportForeign } from './foreign.ts'

type Writable = MethodInput<'foreign.list'>['format']
export type Updatable = MethodOutput<'foreign.list'>['files'][number]

/** The files of this format that lie in the folder. */
export function listUpdatable(format: Format): Promise<MethodOutput<'foreign.list'>> {
  return client.call('foreign.list', { format: writable(format) })
}

/** Writes into a file of the folder. Rejects with an AppError: the file is as it was then. */
export function updateListed(format: Format, { path, hash }: Updatable): Promise<UpdatedFile> {
  return client.call('foreign.update', { path, hash, ...content(format) })
}

/**
 * Into a file that the person chooses: where it lies in the desktop, else a copy that is downloaded. Null when none was
 * chosen, which a browser does not tell.
 */
export async function updateChosen(format: Format): Promise<UpdatedFile | null> {
  if (desktop) return (await client.call('shell.update-file', content(format))).updated
  return new Promise((resolve, reject) => {
    chooseFiles(false, ([file]) => {
      if (!file) return
      exportForeign(format, file).then(
        (lost) => resolve({ file: file.name, changed: true, diagnostics: [...lost] }),
        reject,
      )
    })
  })
}

/** Whether a file elsewhere is written where it lies. */
export const isChosenInPlace = desktop !== null

function content(format: Format): MethodInput<'shell.update-file'> {
  const { model, layout } = currentDocument()
  return { format: writable(format), model, layout }
}

function writable({ id }: Format): Writable {
  const known = FORMATS.find((format) => format.id === id && 'loadWriter' in format)?.id
  if (known === 'threat-dragon' || known === 'otm' || known === 'drawio') return known
  throw new RangeError(`Nothing writes ${id}.`)
}

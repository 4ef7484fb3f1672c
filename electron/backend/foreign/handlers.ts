/** Answers what a page asks about files of other tools in the opened folder. */
import { AppError } from '../../../shared/core/errors.ts'
import type { ForeignHandlers } from '../../../shared/protocol/contract.ts'
import { checkRelative } from '../files/paths.ts'
import { isScanned } from '../workspace/scan.ts'

/** `inTurn` keeps an update apart from saves and looks. What reads other formats is loaded when it is first asked for. */
export function createForeign(
  root: string,
  inTurn: <T>(work: () => Promise<T>) => Promise<T>,
): ForeignHandlers {
  return {
    'foreign.list': async ({ format }) => (await import('./list.ts')).listForeign(root, format),
    'foreign.update': ({ path, hash, ...content }) =>
      inTurn(async () => {
        checkRelative(path)
        if (!isScanned(path)) {
          throw new AppError('not-a-file', `${path} lies where Fenceline does not look for files.`, {
            hint: 'Choose one of the files that are listed.',
          })
        }
        return (await import('./update.ts')).updateForeign({ root, path, hash }, content)
      }),
  }
}

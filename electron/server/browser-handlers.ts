/** The contract as a browser gets it: one folder, the one the host was started with, and no window to command. */
import { AppError } from '../../shared/core/errors.ts'
import type { Handlers } from '../../shared/protocol/contract.ts'
import type { Backend } from '../backend/handlers.ts'

export function browserHandlers({ root, handlers }: Pick<Backend, 'root' | 'handlers'>): Handlers {
  const refuse = async (): Promise<never> => {
    throw new AppError('bad-request', 'Only the desktop window can do this.', {
      hint: 'Start fenceline on another folder to open that one.',
    })
  }
  return {
    ...handlers,
    'shell.start': async () => ({ folder: root, model: null, recent: [] }),
    'shell.open-folder': refuse,
    'shell.forget-folder': refuse,
    'shell.menu': refuse,
    'shell.state': refuse,
    'shell.close': refuse,
    'shell.update-file': refuse,
    'shell.drop': refuse,
  }
}

/** One call from a page: who sent it, whether it is data at all, then the contract's own checks. Never throws. */
import { AppError } from '../../../shared/core/errors.ts'
import type { Handlers } from '../../../shared/protocol/contract.ts'
import { dispatch, type Reply } from '../../../shared/protocol/rpc.ts'
import { ORIGIN } from '../page/origin.ts'
import { checkPlainData } from './plain-data.ts'

/** As much of Electron's frame as tells whose it is. */
export interface Frame {
  readonly origin: string
}

export interface Caller {
  /** Null when the frame was gone or had navigated before the call arrived. */
  readonly senderFrame: Frame | null
  readonly sender: { readonly mainFrame: Frame }
}

/** `handlers` undefined: the window is none of ours. */
export async function answerCall(
  caller: Caller,
  handlers: Partial<Handlers> | undefined,
  method: unknown,
  input: unknown,
): Promise<Reply> {
  if (!handlers || !isOwnPage(caller))
    return fail(new AppError('unauthorized', 'Only the page itself may ask.'))
  try {
    checkPlainData([method, input])
  } catch (error) {
    return fail(error instanceof AppError ? error : new AppError('bad-request', 'The request is unreadable.'))
  }
  return dispatch(handlers, method, input)
}

/** True for the main frame of a window that shows our page, and for no other frame. */
function isOwnPage({ senderFrame, sender }: Caller): boolean {
  try {
    return senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.origin === ORIGIN
  } catch {
    // Reading a frame that is gone throws.
    return false
  }
}

function fail({ code, message }: AppError): Reply {
  return { ok: false, error: { code, message } }
}

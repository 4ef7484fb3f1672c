import { ipcMain } from 'electron'
import type { Handlers } from '../../../shared/protocol/contract.ts'
import { answerCall } from './answer-call.ts'
import { CALL } from './channels.ts'

/** Answers every call on the one channel; `find` gives what the window with this id answers. */
export function serveCalls(find: (contentsId: number) => Partial<Handlers> | undefined): void {
  ipcMain.handle(CALL, (event, method: unknown, input: unknown) =>
    answerCall(event, find(event.sender.id), method, input),
  )
}

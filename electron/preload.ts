/** The page's whole view of this process: three functions, and none of Electron's own objects. */
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron'
import type { ShellBridge } from '../shared/protocol/shell.ts'
import { CALL, EVENT } from './main/ipc/channels.ts'

const refusal = (message: string) => ({ ok: false, error: { code: 'bad-request', message } })

/** Empty for whatever is not a file that a person chose or dropped. */
function placeOf(file: unknown): string {
  try {
    return webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0])
  } catch {
    return ''
  }
}

async function ask(method: string, input: unknown): Promise<unknown> {
  try {
    return await ipcRenderer.invoke(CALL, method, input)
  } catch {
    // What cannot be copied does not get as far as the process.
    return refusal('The request could not be sent.')
  }
}

const bridge: ShellBridge = {
  async call(method, input) {
    if (method === 'shell.drop') return refusal('Only a person can drop something.')
    return ask(method, input)
  },
  subscribe(listener) {
    const pass = (_event: IpcRendererEvent, message: unknown) => listener(message)
    ipcRenderer.on(EVENT, pass)
    return () => {
      ipcRenderer.off(EVENT, pass)
    }
  },
  async openDropped(file) {
    const path = placeOf(file)
    if (path === '') return refusal('This is not a file or folder of this computer.')
    return ask('shell.drop', { path })
  },
}

contextBridge.exposeInMainWorld('fenceline', bridge)

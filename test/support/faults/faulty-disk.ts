// A real file system whose N-th call fails: each step of a save must leave the old file or the new one.
import { type Disk, NODE_DISK } from '../../../electron/backend/files/disk.ts'

export interface Fault {
  /** The call that fails first, counted from 1. */
  at: number
  code: string
  /** Every call from then on fails too, as on a disk that is gone. */
  forever?: boolean
  /** Only calls of this name are counted. */
  only?: string
}

export interface FaultyDisk {
  disk: Disk
  /** How many calls were counted so far. */
  count(): number
}

const HANDLE_CALLS = ['writeFile', 'sync', 'stat', 'chmod', 'readFile', 'close']

export function faultyDisk(fault: Fault): FaultyDisk {
  let calls = 0
  const fails = (name: string): boolean => {
    if (fault.only !== undefined && fault.only !== name) return false
    calls += 1
    return calls === fault.at || (fault.forever === true && calls > fault.at)
  }
  const wrap = <T extends object>(target: T, names: readonly string[], prefix: string): T =>
    new Proxy(target, {
      get(object, key) {
        const value: unknown = Reflect.get(object, key)
        if (typeof value !== 'function') return value
        const name = String(key)
        if (!names.includes(name)) return value.bind(object)
        return async (...args: unknown[]) => {
          const failed = fails(prefix + name)
          // A close that reports an error has closed all the same.
          if (failed && name !== 'close') throw systemError(fault.code, name)
          const result: unknown = await value.apply(object, args)
          if (failed) throw systemError(fault.code, name)
          return name === 'open' ? wrap(result as object, HANDLE_CALLS, 'handle.') : result
        }
      },
    })
  return { disk: wrap(NODE_DISK, Object.keys(NODE_DISK), ''), count: () => calls }
}

function systemError(code: string, call: string): Error {
  return Object.assign(new Error(`${code}: injected, ${call}`), { code })
}

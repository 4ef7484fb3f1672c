// ELK is a fifth of the command line's package, and the page's worker is that same engine: the package holds it once.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { minifySync } from 'vite'

/**
 * Replaces the command line's own copy in a package by one that talks to the page's worker file, in this thread and in
 * elkjs' messages. `api` is elkjs' `elk-api.js`, which needs nothing else. Throws where either copy is not found.
 */
export function shareLayoutEngine(folder: string, api: string): void {
  const chunks = path.join(folder, 'dist/node/chunks')
  const assets = path.join(folder, 'dist/renderer/assets')
  const own = findOne(chunks, /^elk\.bundled-/)
  const worker = findOne(assets, /^worker-.*\.js$/, 'org.eclipse.elk')
  const { code, errors } = minifySync(own, printEngine(readFileSync(api, 'utf8'), worker), { module: true })
  if (errors.length > 0) throw new Error(`${own} cannot be made: ${errors[0]?.message}`)
  writeFileSync(path.join(chunks, own), code)
}

/** A worker's script listens on `self`, which Node has not: it gets one while it is loaded, and keeps it. */
function printEngine(api: string, worker: string): string {
  return `
const module = { exports: {} }
const exports = module.exports;
${api};
const inside = {}
globalThis.self = inside
await import('../../renderer/assets/${worker}')
delete globalThis.self
class HereWorker {
  constructor() { inside.postMessage = (data) => this.onmessage({ data }) }
  postMessage(data) { setTimeout(() => inside.onmessage({ data }), 0) }
  terminate() {}
}
const Elk = module.exports.default ?? module.exports
export default class extends Elk {
  constructor(options = {}) { super({ ...options, workerFactory: () => new HereWorker() }) }
}
`
}

function findOne(folder: string, name: RegExp, holds = ''): string {
  const found = readdirSync(folder).filter(
    (file) => name.test(file) && readFileSync(path.join(folder, file), 'utf8').includes(holds),
  )
  const [only] = found
  if (only === undefined || found.length > 1)
    throw new Error(`${folder} has ${found.length} files like ${name}`)
  return only
}

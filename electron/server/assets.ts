/** The page's files, read once at start: a request is looked up by name and never becomes a path. */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Settings } from '../../shared/protocol/contract.ts'

export interface Asset {
  readonly body: Buffer
  readonly type: string
  /** Its name holds a hash of its content, so a browser may keep it for ever. */
  readonly isImmutable: boolean
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}

const HASHED = /^\/assets\/.+-[\w-]{8}\.\w+$/

const NOT_BUILT: Asset = {
  body: Buffer.from(
    '<!doctype html><meta charset="utf-8"><title>Fenceline</title>' +
      '<h1>Fenceline is not built yet</h1><p>Run <code>node build/setup.mjs</code> in its folder, then start it again.</p>',
  ),
  type: 'text/html; charset=utf-8',
  isImmutable: false,
}

/** Browsers ask for one whatever the page says, and report a missing one as an error of the page. */
const NO_ICON: Asset = { body: Buffer.alloc(0), type: 'image/x-icon', isImmutable: false }

/** By request path, `/` included. A folder without a built page gives one page that says so. */
export async function loadAssets(folder: string | undefined): Promise<ReadonlyMap<string, Asset>> {
  if (folder === undefined) return notBuilt()
  const assets = new Map([['/favicon.ico', NO_ICON]])
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const place = path.join(entry.parentPath, entry.name)
    const name = `/${path.relative(folder, place).split(path.sep).join('/')}`
    const type = TYPES[path.extname(entry.name)]
    // Build records (`.vite/`) and source maps are for developers.
    if (!entry.isFile() || type === undefined || name.includes('/.')) continue
    assets.set(name, { body: await readFile(place), type, isImmutable: HASHED.test(name) })
  }
  const index = assets.get('/index.html')
  return index ? assets.set('/', index) : notBuilt()
}

/** The page with its theme written in, so that its first paint has it; `system` is the page's own to find out. */
export function inTheme(page: Asset, theme: Settings['theme']): Asset {
  if (theme === 'system') return page
  const text = page.body.toString().replace('<html ', `<html data-theme="${theme}" `)
  return { ...page, body: Buffer.from(text) }
}

function notBuilt(): ReadonlyMap<string, Asset> {
  return new Map([
    ['/', NOT_BUILT],
    ['/favicon.ico', NO_ICON],
  ])
}

/** The built page beside the bundle or in the checkout this runs from; undefined when there is none. */
export function findPage(from: string = import.meta.url): string | undefined {
  let folder = path.dirname(fileURLToPath(from))
  for (; ; folder = path.dirname(folder)) {
    const page = path.join(folder, 'dist', 'renderer')
    if (existsSync(path.join(page, 'index.html'))) return page
    if (folder === path.dirname(folder)) return undefined
  }
}

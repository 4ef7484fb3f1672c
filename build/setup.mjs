// Brings a checkout to the point where it runs: packages, bundles and, for tests, a Chromium.
// It runs before every npm script, so it starts no process when nothing changed, needs no
// package, and runs on Node 20. It talks on stderr only: stdout belongs to the script it prepares.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { findChromium } from './chromium.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const at = (...parts) => path.join(root, ...parts)
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')
const say = (text) => process.stderr.write(`${text}\n`)
const forTests = process.argv[2] === 'test'

const common = [
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'shared',
  'build/bundled-packages.mjs',
]
const bundles = [
  { name: 'node', made: 'main.js', inputs: [...common, 'electron', 'build/vite/node.config.mjs'] },
  {
    name: 'desktop',
    made: 'main.js',
    inputs: [...common, 'electron', 'build/vite/desktop.config.mjs', 'build/packaging/icon/icon.svg'],
  },
  {
    name: 'preload',
    folder: 'desktop',
    made: 'preload.cjs',
    inputs: [...common, 'electron', 'build/vite/preload.config.mjs'],
  },
  { name: 'renderer', made: 'index.html', inputs: [...common, 'renderer', 'build/vite/renderer.config.mjs'] },
]

const stampOfPackages = at('node_modules/.fenceline-lock')
const stampOf = (bundle) => at('dist', `${bundle.name}.stamp`)

function hash(inputs) {
  const sum = createHash('sha256')
  const add = (name) => sum.update(`${name}\0`).update(readFileSync(at(name)))
  for (const input of inputs) {
    if (path.extname(input)) add(input)
    else {
      const files = readdirSync(at(input), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
        .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
      files.sort().forEach(add)
    }
  }
  return sum.digest('hex')
}

const isInstalled = () => read(stampOfPackages) === hash(['package-lock.json'])
const isBuilt = (bundle) =>
  existsSync(at('dist', bundle.folder ?? bundle.name, bundle.made)) &&
  existsSync(at('dist', `${bundle.name}.contents.json`)) &&
  read(stampOf(bundle)) === hash(bundle.inputs)
const isReady = () => isInstalled() && bundles.every(isBuilt)

/** Whether somebody's own `npm install` already brought what the lockfile asks for. */
function matchesLockfile() {
  const packages = (file) => JSON.parse(read(file) || '{}').packages ?? {}
  const installed = packages(at('node_modules/.package-lock.json'))
  return Object.entries(packages(at('package-lock.json'))).every(([where, wanted]) => {
    if (where === '') return true
    const got = installed[where]
    return got ? got.version === wanted.version && got.integrity === wanted.integrity : wanted.optional
  })
}

function install() {
  if (isInstalled()) return
  if (!matchesLockfile()) {
    say('fenceline: installing packages (once)')
    // npm leaves its own program in the environment; without it this was started by hand.
    const npm = process.env.npm_execpath
    // The scripts need the tools whatever NODE_ENV says.
    const args = ['ci', '--include=dev', '--loglevel=error']
    const stdio = ['ignore', 2, 2]
    const done = npm
      ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio })
      : spawnSync('npm', args, { cwd: root, stdio, shell: process.platform === 'win32' })
    if (done.status !== 0) throw new Error(`npm ci failed${done.error ? `: ${done.error.message}` : ''}`)
  }
  writeFileSync(stampOfPackages, hash(['package-lock.json']))
}

/** The pinned Node, or the one that runs this when its install script was not allowed to run. */
function pinnedNode() {
  const own = at('node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(own) ? own : process.execPath
}

function build(bundle) {
  say(`fenceline: building ${bundle.name}`)
  const inputs = hash(bundle.inputs)
  rmSync(stampOf(bundle), { force: true })
  const config = `build/vite/${bundle.name}.config.mjs`
  const args = ['node_modules/vite/bin/vite.js', 'build', '--config', config, '--logLevel', 'warn']
  return new Promise((resolve, reject) => {
    const child = spawn(pinnedNode(), args, { cwd: root, stdio: ['ignore', 2, 2] })
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code !== 0) return reject(new Error(`building ${bundle.name} failed`))
      writeFileSync(stampOf(bundle), inputs)
      resolve()
    })
  })
}

/** A lock outlives a killed holder, whose number another process may have by now. */
function isHeld(lock) {
  try {
    process.kill(Number(read(lock)), 0)
    return Date.now() - statSync(lock).mtimeMs < 15 * 60_000
  } catch (error) {
    return error.code !== 'ESRCH'
  }
}

/** Two scripts started at once must not write the same folder: the second waits for the first. */
async function withLock(work) {
  const lock = at('dist/setup.lock')
  mkdirSync(at('dist'), { recursive: true })
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (isHeld(lock)) await new Promise((resolve) => setTimeout(resolve, 100))
    else rmSync(lock, { force: true })
  }
  try {
    await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

try {
  if (!isReady()) {
    await withLock(async () => {
      install()
      const results = await Promise.allSettled(bundles.filter((bundle) => !isBuilt(bundle)).map(build))
      for (const result of results) if (result.status === 'rejected') throw result.reason
    })
  }
  if (forTests) await findChromium({ root, node: pinnedNode(), say })
} catch (error) {
  say(`fenceline: ${error.message}`)
  // Whoever reads the total of `npm test` finds one even when nothing could be tested.
  if (forTests) process.stdout.write('0 passed, 1 failed\n')
  process.exitCode = 1
}

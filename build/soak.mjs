// `npm run test:soak`: every property with new values and many more runs, every crash and every broken file many more
// times. Files may be named, as with vitest. Takes hours; FENCELINE_PROPERTY_SECONDS ends each property sooner.
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const settings = {
  FENCELINE_SEED: String(randomInt(2 ** 31)),
  FENCELINE_RUNS: '100000',
  FENCELINE_KILLS: '2000',
}
const given = Object.keys(settings).filter((name) => process.env[name] !== undefined)
const env = { ...settings, ...process.env }

/** Test files that hold a property, kill something or break a file. */
function listSoaked() {
  const tests = ['shared', 'renderer', 'electron', 'test'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true })
      .map((file) => path.join(folder, file))
      .filter((file) => /\.test\.tsx?$/.test(file) && !file.startsWith('test/e2e')),
  )
  return tests.filter(
    (file) =>
      /^test\/(fault|fuzz)\//.test(file) ||
      /fast-check|properties\/runs/.test(readFileSync(path.join(root, file), 'utf8')),
  )
}

const named = process.argv.slice(2)
const again = Object.keys(settings).map((name) => `${name}=${env[name]}`)
process.stdout.write(`Again: ${again.join(' ')} npm run test:soak -- ${named.join(' ')}\n`)
if (given.length > 0) process.stdout.write(`From the environment: ${given.join(', ')}\n`)

const vitest = path.join(root, 'node_modules/vitest/vitest.mjs')
const args = [
  'run',
  '--project',
  'unit',
  '--project',
  'renderer',
  ...(named.length > 0 ? named : listSoaked()),
]
const child = spawn(process.execPath, [vitest, ...args], { cwd: root, env, stdio: 'inherit' })
child.on('close', (code) => {
  process.exitCode = code ?? 1
})

// `npm test`: the static checks beside the tests without a browser, then the browser tests.
// Stops after the first stage that fails. The last line on stdout is the total over everything.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Written by test/support/electron/desktop.ts. */
const desktopReport = path.join(root, 'dist/desktop-tests.txt')
const total = { passed: 0, failed: 0, skipped: 0 }

/** Output is held back until the end, so that what runs in parallel does not interleave. */
function run(script, args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join('node_modules', script), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
      })
    }
    child.on('error', (error) => resolve({ ok: false, output: error.message }))
    child.on('close', (code) => resolve({ ok: code === 0, output }))
  })
}

function report(name, { passed = 0, failed = 0, skipped = 0 }, started, output) {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(`${failed ? 'FAILED' : 'ok'}  ${name} (${seconds} s)\n`)
  if (failed && output) process.stdout.write(`${output.trimEnd()}\n`)
}

async function check(name, script, args) {
  const started = performance.now()
  const { ok, output } = await run(script, args)
  report(name, ok ? { passed: 1 } : { failed: 1 }, started, output)
}

async function vitest(...projects) {
  const started = performance.now()
  const file = path.join(root, `dist/test-${projects[0]}.json`)
  rmSync(file, { force: true })
  const { ok, output } = await run('vitest/vitest.mjs', [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--no-color',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const seen = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const passed = seen.numPassedTests ?? 0
  const failed = seen.numFailedTests ?? 0
  const skipped = (seen.numPendingTests ?? 0) + (seen.numTodoTests ?? 0)
  // A file that does not load, an error outside a test and an empty run are failures without a failed test.
  const broken = (!ok && failed === 0) || passed + failed + skipped === 0
  report(`vitest ${projects.join(', ')}`, { passed, failed: broken ? 1 : failed, skipped }, started, output)
}

async function checks() {
  await check('biome', '@biomejs/biome/bin/biome', ['ci', '--error-on-warnings', '--colors=off'])
  await check('types', 'typescript/bin/tsc', ['-b', '--pretty', 'false'])
  await check('imports', 'dependency-cruiser/bin/dependency-cruiser.mjs', ['shared', 'electron', 'renderer'])
  await check('knip', 'knip/bin/knip.js', ['--no-progress'])
}

function browserIsThere() {
  const file = path.join(root, 'dist/chromium.json')
  return existsSync(file) && 'path' in JSON.parse(readFileSync(file, 'utf8'))
}

try {
  mkdirSync(path.join(root, 'dist'), { recursive: true })
  await Promise.all([checks(), vitest('unit', 'renderer')])
  if (process.env.FENCELINE_REQUIRE_BROWSER && !browserIsThere()) {
    report('a browser for the browser tests', { failed: 1 }, performance.now())
  }
  if (total.failed === 0) {
    rmSync(desktopReport, { force: true })
    await vitest('e2e')
    // Whether the desktop tests ran on a real Electron is part of the result.
    if (existsSync(desktopReport)) process.stdout.write(readFileSync(desktopReport, 'utf8'))
  }
} catch (error) {
  total.failed += 1
  process.stdout.write(`${error.stack}\n`)
}

const skipped = total.skipped ? `, ${total.skipped} skipped` : ''
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`)
process.exitCode = total.failed ? 1 : 0

// Finds the Chromium that the browser tests drive, installing one where that is possible,
// and writes its path, or the reason why there is none, to dist/chromium.json; `shell` is its headless
// shell, where there is one, which does the same in two thirds of the processor time.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const SHELL = 'chromium-headless-shell'
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const places = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .filter((name) => process.env[name])
    .map((name) => path.join(process.env[name], 'Google/Chrome/Application/chrome.exe')),
}

/** Ubuntu's chromium-browser exists and only says that it is a snap. On Windows asking opens a window. */
const answers = (file) =>
  existsSync(file) &&
  (process.platform === 'win32' || spawnSync(file, ['--version'], { stdio: 'ignore' }).status === 0)

const findInstalled = (names = NAMES) => {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return [...onPath, ...(places[process.platform] ?? [])].find(answers)
}

const run = (command, args, root) =>
  spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 10 * 60_000,
  }).status === 0

function installFromDebian(name, root, say) {
  const canInstall = process.platform === 'linux' && process.getuid() === 0 && existsSync('/usr/bin/apt-get')
  if (!canInstall) return undefined
  say(`fenceline: installing Debian's ${name} for the browser tests`)
  run('apt-get', ['update', '-qq'], root)
  return run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], root)
    ? findInstalled([name])
    : undefined
}

async function installFromPlaywright(root, node, say) {
  const { chromium } = await import('playwright-core')
  if (!answers(chromium.executablePath())) {
    say("fenceline: installing Playwright's Chromium for the browser tests")
    run(node, ['node_modules/playwright-core/cli.js', 'install', 'chromium'], root)
  }
  return answers(chromium.executablePath()) ? chromium.executablePath() : undefined
}

async function find({ root, node, say }) {
  const wanted = process.env.FENCELINE_CHROMIUM
  if (wanted) {
    return existsSync(wanted)
      ? { path: wanted }
      : { reason: `FENCELINE_CHROMIUM names ${wanted}, which does not exist` }
  }
  const found =
    findInstalled() ??
    installFromDebian('chromium', root, say) ??
    (await installFromPlaywright(root, node, say))
  // Only where the whole check must run is it worth an installation.
  const install = () =>
    process.env.FENCELINE_REQUIRE_BROWSER ? installFromDebian(SHELL, root, say) : undefined
  return found
    ? { path: found, shell: findInstalled([SHELL]) ?? install() }
    : { reason: 'no Chromium was found or could be installed; FENCELINE_CHROMIUM may name one' }
}

/** Does nothing while the recorded browser is still there. */
export async function findChromium({ root, node, say }) {
  const record = path.join(root, 'dist/chromium.json')
  const known = existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')) : {}
  const wanted = process.env.FENCELINE_CHROMIUM
  if (known.path && existsSync(known.path) && (!wanted || wanted === known.path)) return
  const found = await find({ root, node, say })
  if (found.reason) say(`fenceline: browser tests will be skipped: ${found.reason}`)
  writeFileSync(record, `${JSON.stringify(found)}\n`)
}

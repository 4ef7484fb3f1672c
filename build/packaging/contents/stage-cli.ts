// Lays out the npm package of the command line: two bundles and no dependency, so that installing it runs no script,
// asks for nothing else and needs no Electron.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { minifySync } from 'vite'
import manifest from '../../../package.json' with { type: 'json' }
import { homeOf } from './home.ts'
import { shareLayoutEngine } from './layout-engine.ts'
import { printNotices } from './notices.ts'
import { listBundledPackages } from './packages.ts'
import { printSbom } from './sbom.ts'
import { printStamp, type Stamp } from './stamp.ts'

/** Half of the page for one preview. */
const MERMAID = 'drawing/mermaid.js'
/** Stands where Mermaid would, and says so where its drawing would be. */
const NO_MERMAID = `globalThis.mermaid = { initialize() {}, render() {
  throw new Error('The package of the command line comes without Mermaid, to stay small; the desktop app has it')
} }
`

/** Makes the folder that npm packs, and `<out>/fenceline-cli.cdx.json`. The bundles must be built. */
export function stageCli(root: string, out: string, stamp: Stamp): string {
  const folder = path.join(out, 'cli')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(path.join(folder, 'dist'), { recursive: true })
  copyMinified(path.join(root, 'dist/node'), path.join(folder, 'dist/node'))
  const start = path.join(folder, 'dist/node/main.js')
  writeFileSync(start, `#!/usr/bin/env node\n${readFileSync(start, 'utf8')}`, { mode: 0o755 })
  cpSync(path.join(root, 'dist/renderer'), path.join(folder, 'dist/renderer'), {
    recursive: true,
    filter: (file) => !path.basename(file).startsWith('.'),
  })
  writeFileSync(path.join(folder, 'dist/renderer', MERMAID), NO_MERMAID)
  shareLayoutEngine(folder, path.join(root, 'node_modules/elkjs/lib/elk-api.js'))
  writeFileSync(path.join(folder, 'dist/node/build.json'), printStamp(stamp))
  const packages = listBundledPackages(root, ['node', 'renderer']).filter(({ name }) => name !== 'mermaid')
  writeFileSync(path.join(folder, 'THIRD-PARTY-NOTICES.txt'), printNotices(packages))
  for (const file of ['LICENSE', 'NOTICE']) cpSync(path.join(root, file), path.join(folder, file))
  cpSync(path.join(root, 'build/packaging/contents/cli-readme.md'), path.join(folder, 'README.md'))
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifestOf(stamp), null, 2)}\n`)
  const sbom = printSbom({ name: 'fenceline', stamp, packages, electron: null })
  writeFileSync(path.join(out, 'fenceline-cli.cdx.json'), sbom)
  return folder
}

function manifestOf({ version }: Stamp): object {
  const home = homeOf(process.env)
  const drawing = Object.fromEntries(
    (['@resvg/resvg-js', '@expo-google-fonts/inter'] as const).map((name) => [
      name,
      manifest.devDependencies[name],
    ]),
  )
  return {
    name: 'fenceline',
    version,
    description: 'Threat models that teams finish: draw, draft, review, lint and diff them, offline',
    license: 'Apache-2.0',
    keywords: ['threat-model', 'threat-modeling', 'stride', 'security', 'lint', 'threagile'],
    // npm's provenance is checked against it.
    ...(home === null ? {} : { repository: { type: 'git', url: `git+${home.url}.git` }, homepage: home.url }),
    type: 'module',
    engines: { node: '>=22' },
    bin: { fenceline: 'dist/node/main.js' },
    files: ['dist', 'NOTICE', 'THIRD-PARTY-NOTICES.txt'],
    // Only PNG needs them, and says so: a native package is not for everybody's CI.
    peerDependencies: drawing,
    peerDependenciesMeta: Object.fromEntries(Object.keys(drawing).map((name) => [name, { optional: true }])),
  }
}

/** Names of classes stay: a fault is told with it. */
function copyMinified(from: string, to: string): void {
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    const source = path.join(from, name)
    if (!statSync(source).isFile()) continue
    const { code, errors } = minifySync(name, readFileSync(source, 'utf8'), {
      module: true,
      compress: { target: 'node22', keepNames: { function: false, class: true } },
      mangle: { toplevel: true, keepNames: { function: false, class: true } },
    })
    if (errors.length > 0) throw new Error(`${name} cannot be made smaller: ${errors[0]?.message}`)
    mkdirSync(path.dirname(path.join(to, name)), { recursive: true })
    writeFileSync(path.join(to, name), code)
  }
}

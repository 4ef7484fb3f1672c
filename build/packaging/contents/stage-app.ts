// Lays out the folder that becomes app.asar: the three bundles, the stamp and the notices, and nothing of node_modules.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Home, homeOf } from './home.ts'
import { printNotices } from './notices.ts'
import { listBundledPackages, listEntryFiles } from './packages.ts'
import { printSbom } from './sbom.ts'
import { printStamp, type Stamp } from './stamp.ts'

/** Makes `<out>/app`, and `<out>/fenceline-desktop.cdx.json` beside it. The bundles must be built. */
export function stageApp(root: string, out: string, stamp: Stamp): void {
  const app = path.join(out, 'app')
  rmSync(app, { recursive: true, force: true })
  mkdirSync(app, { recursive: true })
  for (const bundle of ['desktop', 'renderer'])
    cpSync(path.join(root, 'dist', bundle), path.join(app, 'dist', bundle), {
      recursive: true,
      // Build records are for developers.
      filter: (file) => !path.basename(file).startsWith('.'),
    })
  // Other tools' files are read in a thread that the command line has, too.
  for (const file of listEntryFiles(root, 'node', 'reader'))
    cpSync(path.join(root, 'dist/node', file), path.join(app, 'dist/node', file))
  const packages = listBundledPackages(root, ['desktop', 'preload', 'renderer', 'node/reader'])
  writeFileSync(
    path.join(app, 'package.json'),
    `${JSON.stringify(manifestOf(stamp, homeOf(process.env)), null, 2)}\n`,
  )
  writeFileSync(path.join(app, 'dist/desktop/build.json'), printStamp(stamp))
  for (const file of ['LICENSE', 'NOTICE']) cpSync(path.join(root, file), path.join(app, file))
  writeFileSync(path.join(app, 'THIRD-PARTY-NOTICES.txt'), printNotices(packages))
  const sbom = printSbom({ name: 'fenceline-desktop', stamp, packages, electron: electronVersion(root) })
  writeFileSync(path.join(out, 'fenceline-desktop.cdx.json'), sbom)
}

/** The one that the lockfile brought. */
export function electronVersion(root: string): string {
  return JSON.parse(readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8')).version
}

function manifestOf({ version }: Stamp, home: Home | null): object {
  return {
    name: 'fenceline',
    productName: 'Fenceline',
    version,
    description: 'A desktop editor for threat models that teams finish',
    license: 'Apache-2.0',
    ...(home === null
      ? {}
      : { homepage: home.url, author: { name: 'The Fenceline authors', email: home.email } }),
    desktopName: 'fenceline-desktop.desktop',
    type: 'module',
    main: 'dist/desktop/main.js',
  }
}

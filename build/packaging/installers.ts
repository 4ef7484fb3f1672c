// What electron-builder is told. Nothing here downloads, publishes or updates: S18 is met by there being no updater.
import path from 'node:path'
import type { AfterPackContext, Configuration } from 'electron-builder'
import { setFuses } from './fuses.ts'

/** On Linux; `fenceline` is the command line. */
const PROGRAM = 'fenceline-desktop'

export interface InstallerOptions {
  /** The checkout. */
  readonly root: string
  /** Holds `app` and `icons`; made by `pack-app.ts`. */
  readonly staged: string
  /** Where installers go. */
  readonly output: string
  readonly electronVersion: string
  /** An unpacked Electron to use in place of the released one, which is downloaded. */
  readonly electronDist?: string
}

export function installerConfig(options: InstallerOptions): Configuration {
  const { root, staged, output, electronVersion, electronDist } = options
  const icons = path.join(staged, 'icons')
  const system = path.join(root, 'build/packaging/system')
  return {
    appId: 'org.fenceline.desktop',
    productName: 'Fenceline',
    copyright: 'Copyright 2026 The Fenceline authors',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills these in
    artifactName: 'fenceline-${version}-${os}-${arch}.${ext}',
    directories: { app: path.join(staged, 'app'), output, buildResources: system },
    files: ['**/*'],
    asar: true,
    disableAsarIntegrity: false,
    electronVersion,
    ...(electronDist === undefined ? {} : { electronDist }),
    // The app's words are English; the others are 40 MB of Chromium's own.
    electronLanguages: ['en', 'en-US'],
    npmRebuild: false,
    publish: null,
    afterPack: (context) => setFuses(programOf(context)),
    toolsets: { appimage: '1.0.3' },
    linux: {
      target: ['AppImage', 'deb'],
      executableName: PROGRAM,
      icon: path.join(icons, 'linux'),
      category: 'Development',
      synopsis: 'Editor for threat models',
      mimeTypes: ['application/x-fenceline-model'],
      syncDesktopName: true,
    },
    deb: {
      packageName: 'fenceline-desktop',
      // One file at a time, as a path: each opens in its own folder.
      executableArgs: ['%f'],
      fpm: [`${path.join(system, 'model-type.xml')}=/usr/share/mime/packages/fenceline-model.xml`],
    },
    // Its default would be --no-sandbox.
    appImage: { executableArgs: [] },
    mac: {
      target: ['dmg', 'zip'].map((target) => ({ target, arch: ['arm64', 'x64'] as const })),
      icon: path.join(icons, 'icon.icns'),
      category: 'public.app-category.developer-tools',
      // Signed for nobody: a name needs a certificate, which is its owner's to add.
      identity: '-',
      hardenedRuntime: false,
      // A Mac knows a model as YAML, too: one among others under "Open With".
      fileAssociations: [{ ext: 'yaml', name: 'Threat model', role: 'Editor', rank: 'Alternate' }],
    },
    dmg: { writeUpdateInfo: false },
    win: { target: ['nsis'], icon: path.join(icons, 'icon.ico') },
    nsis: {
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
      differentialPackage: false,
      include: path.join(system, 'installer.nsh'),
    },
  }
}

/** The program, or a Mac's bundle, that was just put together. */
function programOf({ appOutDir, electronPlatformName, packager }: AfterPackContext): string {
  const { productFilename } = packager.appInfo
  if (electronPlatformName === 'darwin') return path.join(appOutDir, `${productFilename}.app`)
  if (electronPlatformName === 'win32') return path.join(appOutDir, `${productFilename}.exe`)
  return path.join(appOutDir, PROGRAM)
}

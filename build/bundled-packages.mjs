// Writes down which packages a bundle contains, for its bill of materials and its notices: nothing but the bundler
// knows what of node_modules ended up in it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The folder of the package that a module is of, relative to the project; undefined for our own. */
function packageOf(id) {
  const file = path.resolve(root, id.replace(/^\0+/, '').replace(/[?#].*$/, ''))
  if (!file.split(path.sep).includes('node_modules')) return undefined
  for (let folder = path.dirname(file); folder.includes('node_modules'); folder = path.dirname(folder)) {
    // A package.json without a version only says how the files beside it are read.
    const manifest = path.join(folder, 'package.json')
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version)
      return path.relative(root, folder).split(path.sep).join('/')
  }
  return undefined
}

/**
 * A plugin for the bundle and one for its workers, which write `dist/<name>.packages.json`. `copied` names packages
 * whose files are taken as they are.
 */
export function bundledPackages(name, copied = []) {
  const found = new Set(copied.map((one) => `node_modules/${one}`))
  const plugin = {
    name: 'bundled-packages',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        const ids =
          file.type === 'chunk'
            ? Object.entries(file.modules)
                .filter(([id, { renderedLength }]) => renderedLength > 0 || id.endsWith('.css'))
                .map(([id]) => id)
            : (file.originalFileNames ?? []).map((original) =>
                path.resolve(this.environment.config.root, original),
              )
        for (const id of ids) {
          const folder = packageOf(id)
          if (folder) found.add(folder)
        }
      }
    },
  }
  return {
    worker: plugin,
    bundle: {
      ...plugin,
      writeBundle() {
        writeFileSync(
          path.join(root, `dist/${name}.packages.json`),
          `${JSON.stringify([...found].sort(), null, 2)}\n`,
        )
      },
    },
  }
}

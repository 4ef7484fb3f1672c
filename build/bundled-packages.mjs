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

/** The chunks that one loads, however late, itself first. */
function reachedFrom(chunk, bundle) {
  const reached = new Set([chunk])
  // A set gives what is added while it is walked, too.
  for (const { imports, dynamicImports } of reached)
    for (const file of [...imports, ...dynamicImports]) if (file in bundle) reached.add(bundle[file])
  return [...reached]
}

const modulesOf = ({ modules }) =>
  Object.entries(modules)
    .filter(([id, { renderedLength }]) => renderedLength > 0 || id.endsWith('.css'))
    .map(([id]) => id)

/**
 * A plugin for the bundle and one for its workers. They write `dist/<name>.contents.json`: for each entry, by its name,
 * the files that it loads and the folders of the packages in them. `copied` names packages whose files are taken as
 * they are.
 */
export function bundledPackages(name, copied = []) {
  const everywhere = new Set(copied.map((one) => `node_modules/${one}`))
  const contents = {}
  const addAssets = (bundle, from) => {
    const files = Object.values(bundle).flatMap((file) => file.originalFileNames ?? [])
    for (const file of files) everywhere.add(packageOf(path.resolve(from, file)))
  }
  return {
    worker: {
      name: 'packages-of-workers',
      generateBundle(_, bundle) {
        const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk')
        for (const id of chunks.flatMap(modulesOf)) everywhere.add(packageOf(id))
        addAssets(bundle, this.environment.config.root)
      },
    },
    bundle: {
      name: 'packages-of-bundle',
      generateBundle(_, bundle) {
        addAssets(bundle, this.environment.config.root)
        for (const entry of Object.values(bundle).filter(({ isEntry }) => isEntry)) {
          const chunks = reachedFrom(entry, bundle)
          contents[entry.name] = {
            files: chunks.map(({ fileName }) => fileName).sort(),
            packages: [...new Set(chunks.flatMap(modulesOf).map(packageOf))],
          }
        }
      },
      writeBundle() {
        for (const entry of Object.values(contents)) {
          const packages = [...entry.packages, ...everywhere].filter(Boolean)
          entry.packages = [...new Set(packages)].sort()
        }
        writeFileSync(path.join(root, `dist/${name}.contents.json`), `${JSON.stringify(contents, null, 2)}\n`)
      },
    },
  }
}

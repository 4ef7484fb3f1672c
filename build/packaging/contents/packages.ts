// The packages of others that a bundle contains, with what their authors ask to be kept beside them.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface BundledPackage {
  readonly name: string
  readonly version: string
  /** An SPDX expression as the package declares it. */
  readonly licence: string
  readonly homepage: string | undefined
  readonly author: string | undefined
  /** Texts of its licence and notice files, in the order of their names. */
  readonly texts: readonly string[]
  /**
   * Of a package that is published as one file with others inside: what it declares, as installed here. Which
   * versions its authors put in is theirs to say.
   */
  readonly inside: readonly BundledPackage[]
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string | { readonly type?: string }
  readonly licenses?: readonly { readonly type: string }[]
  readonly homepage?: string
  readonly author?: string | { readonly name?: string }
  readonly dependencies?: Readonly<Record<string, string>>
}

/** Published ready for a browser, with their dependencies in the file. */
const WHOLE = ['mermaid']

interface Contents {
  readonly files: readonly string[]
  readonly packages: readonly string[]
}

/** What the build of a bundle wrote down for one of its entries, or for all. Throws for one that is not built. */
function contentsOf(root: string, bundle: string, only?: string): readonly Contents[] {
  const all: Readonly<Record<string, Contents>> = JSON.parse(
    readFileSync(path.join(root, 'dist', `${bundle}.contents.json`), 'utf8'),
  )
  if (only === undefined) return Object.values(all)
  const entry = all[only]
  if (!entry) throw new Error(`The bundle ${bundle} has no entry ${only}.`)
  return [entry]
}

/** The files of a bundle that one entry loads, relative to the bundle's folder. */
export function listEntryFiles(root: string, bundle: string, entry: string): readonly string[] {
  return contentsOf(root, bundle, entry).flatMap(({ files }) => files)
}

/** Each package once, by name. A bundle is `renderer`, or `node/reader` where only one entry of it is shipped. */
export function listBundledPackages(root: string, bundles: readonly string[]): readonly BundledPackage[] {
  const folders = new Set(
    bundles.flatMap((each) => {
      const [bundle = '', entry] = each.split('/')
      return contentsOf(root, bundle, entry).flatMap(({ packages }) => packages)
    }),
  )
  return inOrder([...folders].map((folder) => readPackage(root, path.join(root, folder))))
}

function readPackage(root: string, folder: string): BundledPackage {
  const manifest = readManifest(folder)
  const texts = textsOf(folder)
  const inside = WHOLE.includes(manifest.name)
    ? inOrder([...dependenciesOf(folder, root, new Set())].map((each) => readPackage(root, each)))
    : []
  return {
    name: manifest.name,
    version: manifest.version,
    licence: licenceOf(manifest, texts),
    homepage: manifest.homepage,
    author: typeof manifest.author === 'object' ? manifest.author.name : manifest.author,
    texts,
    inside,
  }
}

function dependenciesOf(folder: string, root: string, seen: Set<string>): Set<string> {
  for (const name of Object.keys(readManifest(folder).dependencies ?? {})) {
    const found = findPackage(folder, name, root)
    // Types are nothing that is shipped.
    if (!found || seen.has(found) || name.startsWith('@types/')) continue
    seen.add(found)
    dependenciesOf(found, root, seen)
  }
  return seen
}

/** As Node looks for it: beside the package, then upwards. */
function findPackage(from: string, name: string, root: string): string | undefined {
  for (let folder = from; folder.startsWith(root.replace(/[\\/]$/, '')); folder = path.dirname(folder)) {
    const place = path.join(folder, 'node_modules', name)
    if (existsSync(path.join(place, 'package.json'))) return place
  }
  return undefined
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
}

function licenceOf({ license, licenses, name }: Manifest, texts: readonly string[]): string {
  const said = typeof license === 'object' ? license.type : license
  const read = texts.some((text) => /^(the )?mit license\b/i.test(text)) ? 'MIT' : undefined
  const all = said ?? licenses?.map(({ type }) => type).join(' OR ') ?? read
  if (!all) throw new Error(`${name} declares no licence. Look at it before it is shipped.`)
  return all
}

function textsOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice|ofl)([-._].*)?$/i.test(entry.name))
    .map(({ name }) => name)
    .sort()
    .map((name) => readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim())
}

function inOrder(packages: readonly BundledPackage[]): readonly BundledPackage[] {
  const key = ({ name, version }: BundledPackage) => `${name}@${version}`
  const once = new Map(packages.map((each) => [key(each), each]))
  return [...once.keys()].sort().flatMap((name) => once.get(name) ?? [])
}

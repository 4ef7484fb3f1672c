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

/** What the builds of these bundles wrote down, each package once, by name. Throws for a bundle that is not built. */
export function listBundledPackages(root: string, bundles: readonly string[]): readonly BundledPackage[] {
  const folders = new Set(
    bundles.flatMap((bundle): string[] =>
      JSON.parse(readFileSync(path.join(root, 'dist', `${bundle}.packages.json`), 'utf8')),
    ),
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

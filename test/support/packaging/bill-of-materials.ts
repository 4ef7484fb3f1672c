// A bill of materials judged by CycloneDX's own schema, and what sources import, read without the bundler.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'

interface Component {
  readonly name: string
  readonly group?: string
  readonly version: string
  readonly licenses: readonly object[]
  readonly components?: readonly Component[]
}

export interface Bill {
  readonly serialNumber: string
  readonly metadata: { readonly timestamp: string; readonly component: Component }
  readonly components: readonly Component[]
}

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Throws where the schema of CycloneDX 1.6, which knows every SPDX licence, finds something wrong. */
export function readBill(file: string): Bill {
  const bill: Bill = JSON.parse(readFileSync(file, 'utf8'))
  const schemas = path.join(root, 'node_modules/@cyclonedx/cyclonedx-library/res/schema')
  const schema = (name: string) =>
    JSON.parse(readFileSync(path.join(schemas, `${name}.SNAPSHOT.schema.json`), 'utf8'))
  const ajv = new Ajv({ strict: false, validateFormats: false })
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs'])
    ajv.addSchema({ ...schema(name), $id: `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json` })
  const validate = ajv.compile(schema('bom-1.6'))
  if (!validate(bill)) throw new Error(ajv.errorsText(validate.errors))
  return bill
}

/** `@codemirror/view`. */
export function namesIn(components: readonly Component[]): readonly string[] {
  return components.map(({ group, name }) => (group ? `${group}/${name}` : name))
}

/** The packages that the sources in these folders import, types and tests left out. */
export function listImported(...folders: readonly string[]): readonly string[] {
  const found = new Set<string>()
  for (const folder of folders)
    for (const name of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name) || /\.test(-support)?\.tsx?$/.test(name)) continue
      const text = readFileSync(path.join(root, folder, name), 'utf8')
      for (const [, names = '', from = ''] of text.matchAll(
        /^(?:import|export) (?!type)([^'";]*from )?'([^']+)'/gm,
      ))
        if (!/^\{\s*(type [^,}]+,?\s*)+\} from $/.test(names)) found.add(packageOf(from))
      for (const [, from = ''] of text.matchAll(/[^.\w]import\('([^']+)'\)/g)) found.add(packageOf(from))
    }
  return [...found].filter((name) => !name.startsWith('.') && !name.startsWith('node:')).sort()
}

function packageOf(from: string): string {
  return from.startsWith('.')
    ? '.'
    : from
        .split('/')
        .slice(0, from.startsWith('@') ? 2 : 1)
        .join('/')
}

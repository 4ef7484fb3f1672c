// Threagile's own JSON Schemas, read where they lie, as judges of what is written.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { parse } from 'yaml'

const FOLDER = process.env.FENCELINE_REFERENCE ?? '/work/shared/reference'
export const SCHEMAS = ['threagile-0.9.1', 'threagile-head'] as const
export const hasSchemas = SCHEMAS.every((name) => existsSync(join(FOLDER, `${name}.schema.json`)))
if (!hasSchemas) console.info(`no Threagile schemas in ${FOLDER}: nothing is validated against them`)

type Schema = (typeof SCHEMAS)[number]
type Validate = ReturnType<Ajv['compile']>
const compiled = new Map<Schema, Validate>()

/** Their `$schema` and `id` name no draft that a validator knows; the keywords are those of draft 7. */
function validatorOf(name: Schema): Validate {
  const known = compiled.get(name)
  if (known) return known
  const {
    $schema: _,
    id: __,
    ...schema
  } = JSON.parse(readFileSync(join(FOLDER, `${name}.schema.json`), 'utf8'))
  const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema)
  compiled.set(name, validate)
  return validate
}

/** What the schema holds against a text; empty for a valid one. */
export function complaintsOf(name: Schema, text: string): readonly string[] {
  const validate = validatorOf(name)
  if (validate(parse(text, { merge: true, maxAliasCount: -1 }))) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

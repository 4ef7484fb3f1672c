/** Threat Dragon's own JSON Schema of version 2, read where it lies, as judge of what is written. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'

const PATH = join(process.env.FENCELINE_REFERENCE ?? '/work/shared/reference', 'threat-dragon-v2.schema.json')
export const hasSchema = existsSync(PATH)
if (!hasSchema) console.info(`no Threat Dragon schema in ${PATH}: nothing is validated against it`)

const validate = hasSchema
  ? new Ajv({ strict: false, allErrors: true }).compile(JSON.parse(readFileSync(PATH, 'utf8')) as object)
  : undefined

/** What the schema holds against a file; empty for a valid one. */
export function schemaErrors(file: unknown): readonly string[] {
  if (!validate || validate(file)) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

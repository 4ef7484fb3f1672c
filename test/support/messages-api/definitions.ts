// A schema with each `#/$defs/name` replaced by what it stands for, as a server reads it.
import { isObject, type Json } from './types.ts'

const PREFIX = '#/$defs/'

export function withDefinitions(schema: unknown): unknown {
  const definitions = isObject(schema) && isObject(schema.$defs) ? schema.$defs : {}
  return replaced(schema, definitions)
}

function replaced(value: unknown, definitions: Json): unknown {
  if (Array.isArray(value)) return value.map((each) => replaced(each, definitions))
  if (!isObject(value)) return value
  if (typeof value.$ref === 'string' && value.$ref.startsWith(PREFIX)) {
    return replaced(definitions[value.$ref.slice(PREFIX.length)], definitions)
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each, definitions)]))
}

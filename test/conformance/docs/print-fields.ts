/** The tables of docs/file-format.md, from the JSON Schema: what a key may hold. */

export interface Schema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly string[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly required?: readonly string[]
}

interface Section {
  readonly title: string
  readonly schema: Schema
}

/** A table for the file itself and for each kind of entry in it, however deep. */
export function printFields(file: Schema): string {
  return sectionsOf('', file)
    .map(({ title, schema }) => `## ${title || 'Top level'}\n\n${tableOf(title, schema)}\n`)
    .join('\n')
}

function sectionsOf(title: string, schema: Schema): readonly Section[] {
  const inner = Object.entries(schema.properties ?? {}).flatMap(([name, value]) => {
    const entry = entryOf(value)
    return entry ? sectionsOf(title ? `${title} › ${name}` : name, entry) : []
  })
  return [{ title, schema }, ...inner]
}

/** What the entries of a list or of a map by id look like; undefined for plain values. */
function entryOf(schema: Schema): Schema | undefined {
  const whole = withoutNull(schema)
  if (whole.properties) return whole
  const { additionalProperties: values, items } = whole
  const inner = items ?? (typeof values === 'object' ? values : undefined)
  return inner && entryOf(inner)
}

function tableOf(title: string, { properties = {}, required = [] }: Schema): string {
  const rows = Object.entries(properties).map(([name, value]) => {
    const needed = required.includes(name) ? ', needed' : ''
    return `| \`${name}\` | ${describeValue(value, title ? `${title} › ${name}` : name)}${needed} | ${value.description ?? ''} |`
  })
  return ['| key | holds | |', '|---|---|---|', ...rows].join('\n')
}

function describeValue(schema: Schema, title: string): string {
  const whole = withoutNull(schema)
  if (whole.enum) return whole.enum.map((value) => `\`${value}\``).join(' ')
  if (entryOf(whole))
    return `${whole.items ? 'a list' : whole.properties ? 'a map' : 'a map by id'}, see *${title}*`
  if (whole.items) return `a list of ${describeValue(whole.items, title)}`
  if (typeof whole.additionalProperties === 'object')
    return `a map to ${describeValue(whole.additionalProperties, title)}`
  return [whole.type ?? 'anything'].flat().map(wordOf).join(' or ')
}

function wordOf(type: string): string {
  return (
    { string: 'text', boolean: '`true` or `false`', integer: 'a whole number', object: 'a map' }[type] ?? type
  )
}

/** An entry without a value is as good as an empty one. */
function withoutNull(schema: Schema): Schema {
  const [only, ...others] = (schema.anyOf ?? []).filter(({ type }) => type !== 'null')
  return only && others.length === 0 ? only : schema
}

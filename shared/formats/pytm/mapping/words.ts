/** What an entry says and a model has no member for, in words: nothing that somebody wrote is dropped silently. */
import { fieldOf } from '../../../core/json/look.ts'
import type { JsonValue } from '../../../core/json/parse.ts'
import type { Entry } from '../file/types.ts'
import { enumOf, isObject, isPrinted, listOf, mentionOf, truthOf, wordOf } from '../file/values.ts'

/** What the tool works out, and what is read elsewhere. */
const READ = new Set([
  ...['name', 'id', '__class__', 'Element', 'description', 'inBoundary', 'boundary', 'inScope', 'note'],
  ...['findings', 'overrides', 'severity', 'inputs', 'outputs', 'uuid', 'is_drawn', 'levels', 'assumptions'],
  ...['source', 'sink', 'target', 'response', 'responseTo', 'isResponse', 'data', 'controls', 'order'],
  ...['maxClassification', 'protocol', 'carriedBy', 'processedBy', 'classification'],
])
/** What the tool writes where nobody said anything else. */
const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['codeType', 'Unmanaged'],
  ['port', '-1'],
  ['srcPort', '-1'],
  ['dstPort', '-1'],
])
const LABELS: ReadonlyMap<string, string> = new Map([
  ['dstPort', 'Port'],
  ['dstport', 'Port'],
  ['port', 'Port'],
  ['srcPort', 'Source port'],
  ['tlsVersion', 'TLS version'],
  ['minTLSVersion', 'Least TLS version'],
  ['sourceFiles', 'Source files'],
  ['credentialsLife', 'Lifetime'],
  ['lifetime', 'Lifetime'],
  ['codeType', 'Code'],
  ['environment', 'Environment'],
  ['format', 'Format'],
  ['os', 'OS'],
])
const FREE = new Set(['props', 'custom_properties'])

/** Lines of a description: what is left when `used` has become something else. */
export function linesFor(entry: Entry, used: ReadonlySet<string>): readonly string[] {
  const [lines, has, lacks]: [string[], string[], string[]] = [[], [], []]
  const tell = (key: string, value: JsonValue, isFree = false) => {
    if (!isFree && (READ.has(key) || used.has(key))) return
    const truth = value.kind === 'boolean' ? value.value : undefined
    if (truth === true) has.push(key)
    else if (truth === false && !isPrinted(entry)) lacks.push(key)
    else if (truth === undefined) lines.push(...lineOf(key, value))
  }
  for (const { key, value } of entry.value.members.values()) {
    if (!FREE.has(key) || !isObject(value)) tell(key, value)
    else for (const own of value.members.values()) tell(own.key, own.value, true)
  }
  const controls = fieldOf(entry.value, 'controls')
  if (isObject(controls)) {
    const said = new Set(has)
    for (const { key, value } of controls.members.values()) if (!said.has(key)) tell(key, value)
  }
  return [
    ...lines,
    ...(has.length > 0 ? [`Has: ${has.join(', ')}`] : []),
    ...(lacks.length > 0 ? [`Has not: ${lacks.join(', ')}`] : []),
  ]
}

function lineOf(key: string, value: JsonValue): readonly string[] {
  const words =
    value.kind === 'array' || value.kind === 'object'
      ? listOf(value)
          .map((item) => mentionOf(item)?.name ?? '')
          .filter(Boolean)
          .join(', ')
      : /^[A-Z]\w*\.\w+$/u.test(wordOf(value))
        ? enumOf(value)
        : wordOf(value)
  if (words === '' || words === DEFAULTS.get(key) || truthOf(value) === false) return []
  return [`${LABELS.get(key) ?? key}: ${words}`]
}

/** A description of what is not empty; absent where nothing is said. */
export function describe(...parts: readonly string[]): { readonly description?: string } {
  const said = parts.filter((part) => part !== '')
  return said.length === 0 ? {} : { description: said.join('\n') }
}

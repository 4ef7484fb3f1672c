/** `.fenceline/config.yaml`. A repo may say how strict its lint is; it may not say where anything is sent. */
import type { Diagnostic, Locate } from '../../core/diagnostics.ts'
import { openYaml } from '../../core/yaml/open.ts'
import { diagnosticsOf, lineMapOf, type Problem } from '../../core/yaml/problem.ts'
import type { Entry, MapNode, SourceNode, Span } from '../../core/yaml/source-node.ts'
import { type Config, DEFAULT_CONFIG } from '../../model/config.ts'
import { readTeamRules } from './team-rules.ts'

const LEVELS = ['error', 'warning', 'info', 'off'] as const
const NOT_FROM_REPO =
  /end.?point|url|uri|key|token|secret|header|proxy|provider|host|password|auth|credential|certificate|tls|server|origin|llm|anthropic|openai/i

export interface ConfigRead {
  readonly config: Config
  readonly diagnostics: readonly Diagnostic[]
  /** Entries are `lint:<code>` and `rule:<id>`. */
  readonly locate: Locate
}

/** Never throws; unknown or unusable settings keep their default and give a diagnostic. */
export function readConfig(text: string, file?: string): ConfigRead {
  const opened = openYaml(text)
  const problems: Problem[] = [...opened.problems]
  const warn = (code: string, message: string, { start, end }: Span) =>
    problems.push({ code, severity: 'warning', message, at: { start, end } })
  const ignore = ({ key, keySpan }: Entry, where: string) =>
    warn(
      'not-from-repo',
      `"${key}"${where} is ignored: where anything is sent, and with which key, comes from your own settings.`,
      keySpan,
    )
  const root = opened.root?.kind === 'map' ? opened.root : null
  const section = (key: string): MapNode | null => {
    const value = root?.byKey.get(key)?.value
    return value?.kind === 'map' ? value : null
  }
  const lint: Record<string, (typeof LEVELS)[number]> = {}
  for (const entry of section('lint')?.byKey.values() ?? []) {
    const level = LEVELS.find((word) => entry.value.kind === 'scalar' && entry.value.text === word)
    if (level) lint[entry.key] = level
    else if (namesEndpoint(entry)) ignore(entry, ' under lint')
    else warn('bad-config', `"${entry.key}" must be error, warning, info or off.`, entry.keySpan)
  }
  const derived = { ...DEFAULT_CONFIG.derived }
  for (const entry of section('derived')?.byKey.values() ?? []) {
    const flag = entry.value.kind === 'scalar' ? entry.value.text : ''
    const format = (['mermaid', 'markdown', 'dfd'] as const).find((name) => name === entry.key)
    if (format && (flag === 'true' || flag === 'false')) derived[format] = flag === 'true'
    else if (namesEndpoint(entry)) ignore(entry, ' under derived')
    else
      warn(
        'bad-config',
        `"${entry.key}" under derived must be mermaid, markdown or dfd, with true or false.`,
        entry.keySpan,
      )
  }
  const prefix = section('tickets')?.byKey.get('prefix')?.value
  const refuse = (map: MapNode | null, known: readonly string[], where: string) => {
    for (const entry of map?.byKey.values() ?? []) {
      if (known.includes(entry.key)) continue
      const name = `"${entry.key}"${where}`
      if (namesEndpoint(entry)) ignore(entry, where)
      else warn('bad-config', `${name} is not a setting. Known: ${known.join(', ')}.`, entry.keySpan)
    }
  }
  refuse(root, ['lint', 'derived', 'tickets', 'rules'], '')
  refuse(section('tickets'), ['prefix'], ' under tickets')
  const rules = readTeamRules(root?.byKey.get('rules')?.value, (message, at) => warn('bad-rule', message, at))
  const config: Config = {
    lint,
    derived,
    tickets: { prefix: prefix?.kind === 'scalar' ? prefix.text : '' },
    rules,
  }
  const lines = lineMapOf(text)
  const places = placesIn(section('lint'), root?.byKey.get('rules')?.value)
  const locate: Locate = (id) => {
    const place = places.get(id)
    return place && lines.range(place)
  }
  return { config, diagnostics: diagnosticsOf(problems, lines, file), locate }
}

function placesIn(lint: MapNode | null, rules: SourceNode | undefined): ReadonlyMap<string, Span> {
  const places = new Map<string, Span>()
  for (const { key, keySpan } of lint?.byKey.values() ?? []) places.set(`lint:${key}`, keySpan)
  for (const { value } of rules?.kind === 'list' ? rules.items : []) {
    const id = value.kind === 'map' ? value.byKey.get('id')?.value : undefined
    if (id?.kind === 'scalar') places.set(`rule:${id.text}`, id)
  }
  return places
}

/** True where a key, or one anywhere below it, would say where something is sent or with what right. */
function namesEndpoint({ key, value }: Entry, seen = new Set<SourceNode>()): boolean {
  return NOT_FROM_REPO.test(key) || holdsEndpoint(value, seen)
}

/** An alias stands for what was looked at already, so each node is looked at once. */
function holdsEndpoint(node: SourceNode, seen: Set<SourceNode>): boolean {
  if (seen.has(node)) return false
  seen.add(node)
  if (node.kind === 'list') return node.items.some(({ value }) => holdsEndpoint(value, seen))
  return node.kind === 'map' && [...node.byKey.values()].some((entry) => namesEndpoint(entry, seen))
}

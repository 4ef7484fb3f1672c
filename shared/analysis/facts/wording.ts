/** Fills rule templates with the target's own facts: `{it}`, `{callers}`, `{path}` and the rest of the tables below. */
import type { ComponentFacts, FlowFacts, PartFacts, Subject } from './facts.ts'

const SHOWN = 3

/** "A", "A and B", "A, B and C", "A, B and 4 more". */
export function listed(names: readonly string[], none: string): string {
  if (names.length === 1) return names[0] ?? none
  const unique = [...new Set(names)]
  if (unique.length === 0) return none
  if (unique.length === 1) return unique[0] ?? none
  const rest = unique.length > SHOWN ? `${unique.length - SHOWN + 1} more` : unique.at(-1)
  const head = unique.length > SHOWN ? unique.slice(0, SHOWN - 1) : unique.slice(0, -1)
  return `${head.join(', ')} and ${rest}`
}

/** "over https", or that the model does not say. */
function overWords({ flow }: FlowFacts): string {
  const protocol = flow.protocol?.trim()
  return protocol && protocol !== 'unknown-protocol' ? `over ${protocol}` : 'over an unstated protocol'
}

/** "from outside into DMZ", "across trust boundary 1", or "inside App tier". */
export function whereWords(facts: FlowFacts): string {
  const { from, to, boundaries } = facts
  const lines = boundaries.filter((title) => title !== from.zone && title !== to.zone)
  if (boundaries.length === 0) return from.zone ? `inside ${from.zone}` : 'without crossing a boundary'
  if (from.zone === to.zone) return `across ${listed(boundaries, 'a boundary')}`
  const zones = `from ${from.zone ?? 'outside'} into ${to.zone ?? 'outside'}`
  return lines.length > 0 ? `${zones} across ${listed(lines, 'a boundary')}` : zones
}

/** "with a jwt", "with no authentication", "with unstated authentication". */
function withWords({ flow, authentication }: FlowFacts): string {
  if (authentication === 'stated') return `with ${flow.authentication ?? 'authentication'} authentication`
  return authentication === 'none' ? 'with no authentication' : 'with unstated authentication'
}

/** The whole sentence: "Browser reaches API Gateway over https from outside into DMZ with jwt authentication". */
export function pathWords(facts: FlowFacts): string {
  return `${facts.from.component.title} reaches ${facts.to.component.title} ${overWords(facts)} ${whereWords(facts)} ${withWords(facts)}`
}

/** The flow that exposes a component most: crossing before not, from outside before inside. */
function mostExposed(facts: ComponentFacts): FlowFacts | undefined {
  let best: FlowFacts | undefined
  for (const flow of facts.incoming) if (!best || reach(flow) > reach(best)) best = flow
  return best
}

function reach(flow: FlowFacts): number {
  return (
    (flow.from.component.kind === 'external' ? 2 : flow.from.isClient ? 1 : 0) +
    (flow.boundaries.length > 0 ? 2 : 0)
  )
}

function dataWords(facts: Subject, none: string): string {
  if (facts.data.length > 0) return listed(facts.data, none)
  return facts.on === 'component' && facts.component.note && facts.isStore ? facts.component.note : none
}

const titles = (all: readonly PartFacts[]): readonly string[] => all.map((facts) => facts.component.title)

/** The placeholders of component rules. */
export const COMPONENT_WORDS: Readonly<Record<string, (facts: ComponentFacts) => string>> = {
  it: (facts) => facts.component.title,
  zone: (facts) => facts.zone ?? 'outside',
  callers: (facts) => listed(titles(facts.incoming.map((flow) => flow.from)), 'its callers'),
  clients: (facts) =>
    listed(
      titles(facts.incoming.map((flow) => flow.from).filter((from) => from.hops === 0)),
      listed(titles(facts.incoming.map((flow) => flow.from)), 'its callers'),
    ),
  called: (facts) => listed(titles(facts.outgoing.map((flow) => flow.to)), 'what it calls'),
  stores: (facts) =>
    listed(titles(facts.outgoing.map((flow) => flow.to).filter((to) => to.isStore)), 'the data behind it'),
  parties: (facts) =>
    listed(
      titles(facts.outgoing.map((flow) => flow.to).filter((to) => to.component.kind === 'external')),
      'other parties',
    ),
  entry: (facts) => {
    const flow = mostExposed(facts)
    if (flow) return pathWords(flow)
    const next = facts.outgoing[0]
    return next
      ? pathWords(next)
      : `${facts.component.title} stands ${facts.zone ? `in ${facts.zone}` : 'outside every zone'}`
  },
  data: (facts) => dataWords(facts, `the data of ${facts.component.title}`),
}

/** The placeholders of crossing rules. */
export const FLOW_WORDS: Readonly<Record<string, (facts: FlowFacts) => string>> = {
  from: (facts) => facts.from.component.title,
  to: (facts) => facts.to.component.title,
  over: overWords,
  where: whereWords,
  with: withWords,
  path: pathWords,
  boundaries: (facts) => listed(facts.boundaries, 'no boundary'),
  credential: ({ flow }) => flow.authentication ?? 'credential',
  data: (facts) => dataWords(facts, `what ${facts.from.component.title} sends`),
}

/** Texts and names of placeholders by turns; the first and the last are texts. */
type Template = readonly string[]

const templates = new Map<string, Template>()

function templateOf(text: string): Template {
  const known = templates.get(text)
  if (known) return known
  const template = text.split(/\{(\w+)\}/)
  templates.set(text, template)
  return template
}

/**
 * Fills templates for one subject and words each placeholder once, however many templates name it. An
 * unknown placeholder stays visible, and a test finds it.
 */
export function wordingOf(facts: Subject): (text: string) => string {
  const words = new Map<string, string>()
  const wordOf = (name: string): string => {
    const known = words.get(name)
    if (known !== undefined) return known
    const word =
      (facts.on === 'component' ? COMPONENT_WORDS[name]?.(facts) : FLOW_WORDS[name]?.(facts)) ?? `{${name}}`
    words.set(name, word)
    return word
  }
  return (text) => {
    const template = templateOf(text)
    if (template.length === 1) return text
    let filled = template[0] ?? ''
    for (let at = 1; at < template.length; at += 2)
      filled += wordOf(template[at] ?? '') + (template[at + 1] ?? '')
    return filled
  }
}

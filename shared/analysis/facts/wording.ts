/** Fills rule templates with the target's own facts: `{it}`, `{callers}`, `{path}` and the rest of the tables below. */
import type { ComponentFacts, FlowFacts, PartFacts, Subject } from './facts.ts'

const SHOWN = 3

/** "A", "A and B", "A, B and C", "A, B and 4 more". */
export function listed(names: readonly string[], none: string): string {
  if (names.length === 1) return names[0] ?? none
  const unique = withoutRepeats(names)
  if (unique.length === 0) return none
  if (unique.length === 1) return unique[0] ?? none
  const rest = unique.length > SHOWN ? `${unique.length - SHOWN + 1} more` : unique.at(-1)
  const head = unique.length > SHOWN ? unique.slice(0, SHOWN - 1) : unique.slice(0, -1)
  return `${head.join(', ')} and ${rest}`
}

const FEW = 8

/** In their order; the list itself where nothing is said twice, which is nearly always. */
function withoutRepeats(names: readonly string[]): readonly string[] {
  const isClean = names.length <= FEW && names.every((name, at) => names.indexOf(name) === at)
  return isClean ? names : [...new Set(names)]
}

/** "over https", or that the model does not say. */
function overWords({ flow }: FlowFacts): string {
  const protocol = flow.protocol?.trim()
  return protocol && protocol !== 'unknown-protocol' ? `over ${protocol}` : 'over an unstated protocol'
}

/** "from outside into DMZ", "across trust boundary 1", or "inside App tier". */
export function whereWords(facts: FlowFacts): string {
  const { from, to, boundaries } = facts
  if (boundaries.length === 0) return from.zone ? `inside ${from.zone}` : 'without crossing a boundary'
  if (from.zone === to.zone) return `across ${listed(boundaries, 'a boundary')}`
  const lines = boundaries.filter((title) => title !== from.zone && title !== to.zone)
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

/** The texts around its placeholders, and for each of those its place in the table of words. */
interface Template {
  readonly texts: readonly string[]
  readonly places: readonly number[]
}

/** A table of words with the templates that were read against it. */
interface Vocabulary<S extends Subject> {
  readonly words: readonly ((facts: S) => string)[]
  readonly templateOf: (text: string) => Template
}

function vocabularyOf<S extends Subject>(
  table: Readonly<Record<string, (facts: S) => string>>,
): Vocabulary<S> {
  const names = Object.keys(table)
  const known = new Map<string, Template>()
  const templateOf = (text: string): Template => {
    const read = known.get(text)
    if (read) return read
    const texts = ['']
    const places: number[] = []
    // Texts and names of placeholders by turns.
    for (const [turn, part] of text.split(/\{(\w+)\}/).entries()) {
      const place = turn % 2 === 0 ? -1 : names.indexOf(part)
      if (place !== -1) places.push(place)
      if (place !== -1) texts.push('')
      else texts.push(`${texts.pop() ?? ''}${turn % 2 === 0 ? part : `{${part}}`}`)
    }
    const template = { texts, places }
    known.set(text, template)
    return template
  }
  return { words: Object.values(table), templateOf }
}

const OF_COMPONENTS = vocabularyOf(COMPONENT_WORDS)
const OF_FLOWS = vocabularyOf(FLOW_WORDS)

/**
 * Fills templates for one subject and words each placeholder once, however many templates name it. An
 * unknown placeholder stays visible, and a test finds it.
 */
export function wordingOf(facts: Subject): (text: string) => string {
  return facts.on === 'component' ? filler(OF_COMPONENTS, facts) : filler(OF_FLOWS, facts)
}

function filler<S extends Subject>({ words, templateOf }: Vocabulary<S>, facts: S): (text: string) => string {
  const worded: (string | undefined)[] = []
  return (text) => {
    const { texts, places } = templateOf(text)
    let filled = texts[0] ?? ''
    for (let at = 0; at < places.length; at += 1) {
      const place = places[at] ?? 0
      let word = worded[place]
      if (word === undefined) {
        word = words[place]?.(facts) ?? ''
        worded[place] = word
      }
      filled += word + (texts[at + 1] ?? '')
    }
    return filled
  }
}

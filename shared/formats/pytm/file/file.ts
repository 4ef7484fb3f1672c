/** The lists of a pytm file as the tool means them, whichever version wrote it. */
import { fieldOf } from '../../../core/json/look.ts'
import type { JsonObject, JsonValue } from '../../../core/json/parse.ts'
import { saysNothing, tellOdd } from '../../reading/odd.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import type { ElementEntry, Entry, FindingEntry, FlowEntry, PytmFile } from './types.ts'
import { isObject, listOf, mentionOf, wordOf } from './values.ts'

const CLASSES = new Set([
  ...['Actor', 'Asset', 'Datastore', 'Element', 'ExternalEntity', 'Lambda', 'LLM', 'Process'],
  ...['Server', 'ServerlessFunc', 'SetOfProcesses', 'Boundary', 'Dataflow', 'Data', 'TM'],
])
/** The tool prints an actor or asset in `elements` and once more in its own list. */
const LISTS = ['elements', 'actors', 'assets', 'flows', 'boundaries', 'data'] as const
type List = (typeof LISTS)[number]
const DEFAULTS: Readonly<Record<List, string>> = {
  elements: 'Asset',
  actors: 'Actor',
  assets: 'Asset',
  flows: 'Dataflow',
  boundaries: 'Boundary',
  data: 'Data',
}

/** Undefined for what is no model of the tool, and that is told. */
export function readFile(root: JsonValue, reporting: Reporting): PytmFile | undefined {
  const model = isObject(root) ? root : firstModel(root)
  if (!model || (isObject(root) && !LISTS.some((list) => fieldOf(root, list)))) {
    const what =
      'This is no pytm model: it has none of "elements", "flows" and "boundaries". Print one with `--json`.'
    reporting.error('pytm-not-a-model', what, root.at)
    return undefined
  }
  const isDump = ['actors', 'assets', 'findings'].some((list) => fieldOf(model, list)?.kind === 'array')
  return new Reader(model, isDump, reporting).read(root)
}

/** The oldest files are a list of everything, the model among it. */
function firstModel(root: JsonValue): JsonObject | undefined {
  const items = listOf(root).filter(isObject)
  if (!items.some((item) => fieldOf(item, 'Element'))) return undefined
  return items.find((item) => wordOf(fieldOf(item, 'Element')) === 'TM') ?? items[0]
}

class Reader {
  private readonly elements: ElementEntry[] = []
  private readonly flows: FlowEntry[] = []
  private readonly boundaries: Entry[] = []
  private readonly data: Entry[] = []
  /** Names in `elements`: in `actors` and `assets` these are the same ones again. */
  private readonly listed = new Set<string>()
  private readonly model: JsonObject
  private readonly isDump: boolean
  private readonly reporting: Reporting

  constructor(model: JsonObject, isDump: boolean, reporting: Reporting) {
    this.model = model
    this.isDump = isDump
    this.reporting = reporting
  }

  read(root: JsonValue): PytmFile {
    const { model, isDump, elements, flows, boundaries, data } = this
    if (!isObject(root)) for (const item of listOf(root)) this.add(item, 'elements')
    else for (const list of LISTS) this.addList(root, list)
    const name = wordOf(fieldOf(model, 'name'))
    if (name === '') {
      this.reporting.error('pytm-incomplete', 'The model has no "name". Give it one.', model.at)
    }
    return {
      name,
      description: wordOf(fieldOf(model, 'description')),
      ...{ isDump, elements, flows, boundaries, data, findings: this.findings() },
      model: { name, value: model, at: model.at, isDumped: isDump },
    }
  }

  private addList(root: JsonObject, list: List): void {
    const value = fieldOf(root, list)
    if (value === undefined || value.kind === 'null') return
    if (value.kind === 'array') for (const item of value.items) this.add(item, list)
    else this.malformed(`"${list}" is no list. Write it in brackets.`, value)
  }

  private add(item: JsonValue, list: List): void {
    // A name stands for what another list holds.
    if (item.kind === 'string' && list !== 'flows') return
    if (!isObject(item)) {
      this.malformed(`An entry of "${list}" is no object. Correct or remove it.`, item)
      return
    }
    const type = typeOf(item, list)
    if (type === 'TM') return
    const isFlow = type === 'Dataflow' || (fieldOf(item, 'source') && fieldOf(item, 'sink'))
    const name = wordOf(fieldOf(item, 'name')) || wordOf(fieldOf(item, 'id'))
    const entry: Entry = { name, value: item, at: item.at, isDumped: this.isDump }
    if (isFlow) this.addFlow(entry)
    else if (name === '') {
      const what = `${type} without a name. Give it one: the rest of the file refers to it by that.`
      this.reporting.error('pytm-incomplete', what, item.at)
    } else if (type === 'Boundary') this.boundaries.push(entry)
    else if (type === 'Data') this.data.push(entry)
    else if (list === 'elements' || !this.listed.has(name)) {
      this.elements.push({ ...entry, type })
      if (list === 'elements') this.listed.add(name)
    }
  }

  private addFlow(entry: Entry): void {
    const { value, at } = entry
    const [source, sink] = [
      mentionOf(fieldOf(value, 'source')),
      mentionOf(fieldOf(value, 'sink') ?? fieldOf(value, 'target')),
    ]
    if (source && sink) {
      this.flows.push({ ...entry, source, sink })
      return
    }
    const missing = source ? 'sink' : 'source'
    const what = `The dataflow "${shorten(entry.name)}" has no ${missing}. Name an element there.`
    this.reporting.error('pytm-incomplete', what, at)
  }

  private findings(): readonly FindingEntry[] {
    const found: FindingEntry[] = []
    const addAll = (list: string, from: Entry | JsonObject, isOverride = false) => {
      const owner = 'value' in from ? from : undefined
      for (const value of listOf(fieldOf(owner ? owner.value : this.model, list))) {
        if (!isObject(value)) {
          this.tellNoFinding(value, owner)
          continue
        }
        const isExcluded = list === 'excluded_findings'
        found.push({ value, at: value.at, ...(owner ? { owner } : {}), isExcluded, isOverride })
      }
    }
    addAll('findings', this.model)
    addAll('excluded_findings', this.model)
    for (const entry of [...this.elements, ...this.flows, ...this.boundaries]) {
      addAll('findings', entry)
      addAll('overrides', entry, true)
    }
    return found
  }

  /** An element may name findings of the model's own list. */
  private tellNoFinding(value: JsonValue, owner: Entry | undefined): void {
    if (saysNothing(value) || (owner && wordOf(value) !== '')) return
    const telling = { report: this.reporting, code: 'pytm-not-carried' }
    const what = `A finding of ${owner ? `"${shorten(owner.name)}"` : 'the model'}`
    tellOdd(value, what, 'an object', telling)
  }

  private malformed(what: string, { at }: JsonValue): void {
    this.reporting.error('pytm-malformed', what, at)
  }
}

/** A datastore's `type` says what it stores in, elsewhere it may be the class. */
function typeOf(item: JsonObject, list: List): string {
  const named = ['__class__', 'Element', 'type'].map((key) => wordOf(fieldOf(item, key)))
  return named.find((word) => CLASSES.has(word)) ?? DEFAULTS[list]
}

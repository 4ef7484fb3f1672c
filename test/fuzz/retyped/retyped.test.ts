// A value of another type in an otherwise whole file, as a script or another version of a tool writes it: a reader may
// refuse the file, or leave something out and say so, but nothing that was read before goes without a word.
import { expect, test } from 'vitest'
import { type Json, plainOf } from '../../../shared/core/json/look.ts'
import { jsonOf } from '../../../shared/core/yaml/as-json.ts'
import { openYaml } from '../../../shared/core/yaml/open.ts'
import { carriedIn } from '../../../shared/formats/importing/imported.ts'
import { type ReadAny, readAny } from '../../../shared/formats/registry.ts'
import { type CorpusFile, readCorpus } from '../../support/exchange/corpus.ts'
import { isSoak } from '../../support/properties/runs.ts'
import { retypingsOf } from './retypings.ts'
import { lineSamples, treeSamples, xmlSamples } from './samples.ts'
import { xmlRetypingsOf } from './xml-retypings.ts'

/** That many retypings of each file, spread over it; the soak tries all. */
const MOST = isSoak
  ? { own: Number.POSITIVE_INFINITY, others: Number.POSITIVE_INFINITY }
  : { own: 150, others: 6 }
const LARGEST = isSoak ? 8_000_000 : 30_000
/** No statement of Mermaid or of a DFD. */
const BROKEN_LINES = ['["x"]', '-->', '???', '-> ->']

/** About the tool's own rules, whatever is left out. */
const RECKONED = 'tm7-threats-differ'

interface Variant {
  readonly path: string
  readonly text: string
}

test('a value of another type in JSON or YAML costs nothing without a word', async () => {
  for (const sample of await treeSamples()) {
    const [plain, variants] = treeVariants(sample)
    expectTold(plain, some(onceEach(variants), MOST.own))
  }
})

test('an element of another name, or a value that says something else, costs nothing of XML without a word', async () => {
  for (const { name, text } of await xmlSamples())
    expectTold({ name, text }, some(onceEach([...xmlRetypingsOf(text)]), MOST.own))
})

test('a line that is no statement costs nothing of Mermaid or a DFD without a word', () => {
  for (const { name, text } of lineSamples()) {
    const lines = text.split('\n')
    const variants = lines.flatMap((line, at) =>
      BROKEN_LINES.map((now) => ({ path: `${line} -> ${now}`, text: lines.with(at, now).join('\n') })),
    )
    expectTold({ name, text }, variants)
  }
})

test("the same holds of other authors' files", () => {
  for (const folder of ['threat-dragon', 'otm', 'pytm', 'threat-composer', 'threagile']) {
    for (const file of small(folder)) {
      const [plain, variants] = treeVariants(file)
      if (readAny(plain.text, plain.name).model) expectTold(plain, some(variants, MOST.others))
    }
  }
  for (const file of [...small('drawio'), ...small('tm7')]) {
    if (readAny(file.text, file.name).model)
      expectTold(file, some([...xmlRetypingsOf(file.text)], MOST.others))
  }
})

function small(folder: string): readonly CorpusFile[] {
  return readCorpus(folder).filter(({ text }) => text.length <= LARGEST)
}

function some(variants: readonly Variant[], most: number): readonly Variant[] {
  const step = Math.max(1, Math.ceil(variants.length / most))
  return variants.filter((_, at) => at % step === 0)
}

/** Of what differs by its place in a list alone, the first. */
function onceEach(variants: readonly Variant[]): readonly Variant[] {
  if (isSoak) return variants
  const kinds = new Map(
    variants.toReversed().map((each) => [each.path.replace(/\.\d+(?=[. ])/g, '.#'), each]),
  )
  return [...kinds.values()].toReversed()
}

/** The file as JSON in many lines, and its retypings; none where it is neither JSON nor YAML. */
function treeVariants({ name, text }: CorpusFile): [CorpusFile, readonly Variant[]] {
  const root = treeIn(text)
  const print = (value: Json) => JSON.stringify(value, null, 1)
  const variants = root === undefined ? [] : [...retypingsOf(root)]
  return [
    { name, text: root === undefined ? text : print(root) },
    variants.map(({ path, now, root: changed }) => ({ path: `${path} -> ${now}`, text: print(changed) })),
  ]
}

function treeIn(text: string): Json | undefined {
  const { root } = openYaml(text)
  return root && (plainOf(jsonOf(root)) as Json)
}

function expectTold({ name, text }: CorpusFile, variants: readonly Variant[]): void {
  const whole = readAny(text, name)
  const size = sizeOf(whole)
  expect([name, size]).not.toEqual([name, null])
  const silent = variants.filter((variant) => {
    const now = readAny(variant.text, name)
    const left = sizeOf(now)
    return left !== null && size !== null && left < size && !isTold(whole, now)
  })
  expect([name, silent.map(({ path }) => path)]).toEqual([name, []])
}

/** All that a person is shown as carried, crossings and pages apart: these follow from the rest. */
function sizeOf({ model, layout }: ReadAny): number | null {
  if (!model) return null
  const { crossings: _, pages: __, ...counts } = carriedIn({ model, layout })
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

/** Something is said with its place that was not said before; where it counts, it counts more. */
function isTold(before: ReadAny, after: ReadAny): boolean {
  const known = weights(before)
  return [...weights(after)].some(([words, weight]) => weight > (known.get(words) ?? 0))
}

function weights({ diagnostics }: ReadAny): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const { code, message, range } of diagnostics) {
    if (range === undefined || code === RECKONED) continue
    const words = message.replace(/\d+/g, '#')
    const counted = [...message.matchAll(/\d+/g)].reduce((sum, [digits]) => sum + Number(digits), 1)
    found.set(words, (found.get(words) ?? 0) + counted)
  }
  return found
}

// Every reader on files that are broken in some way, in a process that can be killed: none crashes, hangs, throws, or
// gives a part of a model without a word.
import { afterAll, expect, test } from 'vitest'
import { randomOf } from '../../support/models/seeded-model.ts'
import { isSoak, runs } from '../../support/properties/runs.ts'
import { type Mutation, mutate } from './mutations.ts'
import { type Answer, ReadingChild } from './reading-child.ts'
import { corpusSamples, ownSamples } from './samples.ts'

/** Each text costs the processor some milliseconds. */
const INPUTS = runs(600)
const MOST_CPU_MS = 2000
const LARGEST = isSoak ? 8_000_000 : 60_000
const SEED = Number(process.env.FENCELINE_SEED ?? 20_261_127)

/** The start of a text whose end can be seen; one of YAML that was cut between two lines is a whole text. */
const CLOSED = /^\uFEFF?\s*[{[<]/
/** What has neither an end nor a last line that must be whole: DFD, Mermaid. */
const OPEN = ['dfd', 'mermaid']

const child = new ReadingChild()
afterAll(() => child.end())

test(`no reader fails on ${INPUTS} broken files`, async () => {
  const samples = [...(await ownSamples()), ...corpusSamples(LARGEST)]
  const random = randomOf(SEED)
  const pick = (below: number) => Math.floor(random() * below)
  const whole = new Map<string, Answer>()
  const figures = { read: 0, refused: 0, models: 0, slowest: 0 }
  const faults: string[] = []
  for (let nth = 0; nth < INPUTS; nth += 1) {
    const { name, text } = samples[nth % samples.length] ?? { name: '', text: '' }
    const before = whole.get(name) ?? (await child.read({ name, text }))
    whole.set(name, before)
    const mutation = mutate(text, pick)
    const answer = await child.read({ name, text: mutation.text })
    figures.read += 1
    const fault = faultOf(answer, before, mutation)
    if (fault) faults.push(`${name}, input ${nth} (${mutation.kind}) of seed ${SEED}: ${fault}`)
    if (typeof answer === 'string') continue
    figures.slowest = Math.max(figures.slowest, Math.round(answer.cpu))
    if (answer.elements === null) figures.refused += 1
    else figures.models += 1
  }
  process.stdout.write(
    `${figures.read} broken files of ${samples.length}: ${figures.refused} refused, ${figures.models} read; slowest ${figures.slowest} ms; ${faults.length} faults\n`,
  )
  expect(faults).toEqual([])
})

function faultOf(answer: Answer, before: Answer, { kind, text }: Mutation): string | undefined {
  if (typeof answer === 'string') return answer
  if (answer.thrown !== null) return `threw ${answer.thrown}`
  if (answer.cpu > MOST_CPU_MS) return `took ${Math.round(answer.cpu)} ms`
  if (answer.elements === null) return answer.line === null ? 'refused without a line' : undefined
  if (kind !== 'cut' || typeof before === 'string' || before.elements === null) return undefined
  if (OPEN.includes(answer.format) || (!CLOSED.test(text) && /\n\s*$/.test(text))) return undefined
  const isTold = (code: string) => code.endsWith('no-final-newline') || !before.codes.includes(code)
  return answer.elements < before.elements && !answer.codes.some(isTold)
    ? 'a part of a model without a word'
    : undefined
}

// Random valid models with everything a model file can say; `anyModel` gives the drawing, this adds the rest.
import fc from 'fast-check'
import { flowRef } from '../../../shared/model/ids.ts'
import {
  type Analysis,
  CATEGORIES,
  CERTAINTIES,
  CONFIDENTIALITIES,
  type Component,
  CRITICALITIES,
  type DataAsset,
  type Flow,
  IMPACTS,
  LIKELIHOODS,
  MITIGATION_STATUSES,
  type Mitigation,
  type Model,
  type Risk,
  STATUSES,
} from '../../../shared/model/schema.ts'
import { anyModel, anyTitle } from './random-model.ts'

const word = fc.constantFrom(
  'a',
  'b-2',
  'no',
  '12',
  '1e3',
  'x: y',
  '0x1F',
  "it's",
  '# c',
  '[z]',
  'ü',
  '2026-11-23',
)
const text = fc.oneof(
  fc.constantFrom(
    'One line',
    'two\nlines',
    'ends with a break\n',
    ' lead',
    'a: b # c',
    'true',
    'null',
    '12.50',
  ),
  fc.constantFrom('word '.repeat(60).trim(), 'tab\there', 'a\n\nb', '\r\n', '- item', 'x'.repeat(300)),
  anyTitle.filter((title) => title !== ''),
)
const words = fc.uniqueArray(word, { maxLength: 4 })
/** Members that are there or not, never undefined. */
const some = <T extends object>(members: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(members, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>

const ratings = {
  confidentiality: fc.constantFrom(...CONFIDENTIALITIES),
  integrity: fc.constantFrom(...CRITICALITIES),
  availability: fc.constantFrom(...CRITICALITIES),
}
const componentParts = fc.tuple(
  some({
    description: text,
    machine: word,
    owner: text,
    internet: fc.boolean(),
    redundant: fc.boolean(),
    usedByHuman: fc.boolean(),
    outOfScope: fc.oneof(text, fc.constantFrom('n', 'y', 'No', 'off')),
    ...ratings,
  }),
  fc.record({ technologies: words, tags: words, formatsAccepted: words }),
)
const flowParts = fc.tuple(
  some({ description: text, authentication: word, vpn: fc.boolean(), readonly: fc.boolean() }),
  fc.record({ tags: words }),
)
const riskParts = fc.tuple(
  fc.record({
    category: fc.constantFrom(...CATEGORIES),
    title: fc.oneof(fc.constant(''), text),
    status: fc.constantFrom(...STATUSES),
  }),
  some({
    description: text,
    assumption: text,
    justification: text,
    acceptedBy: text,
    acceptedUntil: fc.constantFrom('2027-03-31', '2028-02-29', '0001-01-01'),
    evidence: fc.uniqueArray(fc.oneof(word, text), { minLength: 1, maxLength: 3 }),
    ticket: word,
    question: text,
    likelihood: fc.constantFrom(...LIKELIHOODS),
    impact: fc.constantFrom(...IMPACTS),
    certainty: fc.constantFrom(...CERTAINTIES),
    source: fc.record({ by: fc.constantFrom('person', 'rules', 'llm'), rule: text, draft: text }),
  }),
)
const analysisParts = fc.tuple(
  some({
    reviewed: fc.constant('2026-11-23'),
    fingerprint: fc.constantFrom('5c1f0d9e', '12345678', '1234e567'),
    outOfScope: fc.oneof(text, fc.constantFrom('n', 'y', 'No', 'off')),
    answered: fc.dictionary(fc.constantFrom('refund', 'blank-in-zone:dmz:spoofing', 'off'), text, {
      minKeys: 1,
      noNullPrototype: true,
    }),
  }),
  fc.dictionary(fc.constantFrom(...CATEGORIES), text, { maxKeys: 3, noNullPrototype: true }),
  fc.array(fc.record({ category: fc.constantFrom(...CATEGORIES), title: text, reason: text, key: word }), {
    maxLength: 2,
  }),
)

const mitigationParts = fc.tuple(
  fc.record({
    title: fc.oneof(fc.constant(''), text),
    status: fc.constantFrom(...MITIGATION_STATUSES),
    evidence: fc.uniqueArray(fc.oneof(word, text), { maxLength: 3 }),
  }),
  some({ description: text, ticket: word, owner: text }),
)

const switches = some({
  rulePacks: fc.uniqueArray(word, { minLength: 1, maxLength: 2 }),
  rulesOff: fc
    .uniqueArray(fc.tuple(word, text), { minLength: 1, maxLength: 3, selector: ([rule]) => rule })
    .map((pairs) => Object.fromEntries(pairs)),
})

/** A model as a file holds it: flows grouped by the component they leave. Nested zones, lines, risks, reviews, hostile texts. */
export function aRandomModel(max = 6): fc.Arbitrary<Model> {
  const many = <T>(parts: fc.Arbitrary<T>) => fc.array(parts, { minLength: max * 2, maxLength: max * 2 })
  const assets = fc.array(fc.tuple(anyTitle, some({ description: text, owner: word, ...ratings }), words), {
    maxLength: 3,
  })
  return fc
    .tuple(
      anyModel(max),
      assets,
      many(componentParts),
      many(flowParts),
      fc.array(fc.tuple(fc.nat(), riskParts), { maxLength: 4 }),
      fc.array(fc.tuple(fc.nat(), analysisParts), { maxLength: 3 }),
      fc.nat(),
      switches,
      fc.array(mitigationParts, { maxLength: 3 }),
    )
    .map(([drawn, seeds, parts, links, risks, analyses, pick, switched, actions]) => {
      const dataAssets = seeds.map(
        ([title, members, tags], at): DataAsset => ({ id: `data-${at}`, title, ...members, tags }),
      )
      const data = (at: number) =>
        dataAssets.filter((_, index) => (at + index + pick) % 2 === 0).map(({ id }) => id)
      const mitigations = actions.map(([must, may], at): Mitigation => ({ id: `m-${at}`, ...must, ...may }))
      const answers = (at: number) => {
        const some = mitigations.filter((_, index) => (at + index + pick) % 3 === 0).map(({ id }) => id)
        return some.length === 0 ? {} : { mitigations: some }
      }
      const components = drawn.components.map((component, at): Component => {
        const [members, lists] = parts[at] ?? [{}, {}]
        return { ...component, ...members, ...lists, dataProcessed: data(at), dataStored: data(at + 1) }
      })
      const flows = components.flatMap(({ id }) => drawn.flows.filter(({ from }) => from === id))
      const linked = flows.map((flow, at): Flow => {
        const [members, lists] = links[at] ?? [{}, {}]
        return { ...flow, ...members, ...lists, dataSent: data(at), dataReceived: [] }
      })
      const targets = [...components.map(({ id }) => id), ...linked.map(flowRef)]
      const named = [...targets, ...drawn.boundaries.map(({ id }) => `boundary:${id}`)]
      const reviewed = new Map(
        targets.length === 0 ? [] : analyses.map(([at, of]) => [targets[at % targets.length] ?? '', of]),
      )
      return {
        ...drawn,
        ...switched,
        dataAssets,
        components,
        flows: linked,
        risks: (named.length === 0 ? [] : risks).map(
          ([at, [must, may]], index): Risk => ({
            id: `R-${index}`,
            target: named[at % named.length] ?? '',
            ...must,
            ...may,
            ...answers(index),
          }),
        ),
        mitigations,
        analyses: [...reviewed].map(
          ([target, [members, notApplicable, rejected]]): Analysis => ({
            target,
            ...members,
            notApplicable,
            rejected,
          }),
        ),
      }
    })
}

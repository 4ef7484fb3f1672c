/** Located nodes to a model whose references all hold; what dangles is reported and left out. */
import type { Locate, Range } from '../../../core/diagnostics.ts'
import { flowRef } from '../../../model/ids.ts'
import { EMPTY_LAYOUT } from '../../../model/layout.ts'
import type { Model } from '../../../model/schema.ts'
import type { ReadResult } from '../../format.ts'
import { describeProblems, type OpenedYaml, openYaml } from '../yaml/open.ts'
import { diagnosticsOf, lineMapOf, type Problem } from '../yaml/problem.ts'
import type { Span } from '../yaml/source-node.ts'
import { readElements } from './read-elements.ts'
import { readReviews } from './read-reviews.ts'
import { Reading } from './reading.ts'

/** Reads a model file. Never throws; `model` is null only where the text is not a model document at all. */
export function readModel(text: string, file?: string): ReadResult {
  const opened = openYaml(text)
  const { model, problems, places } = modelOf(opened)
  const lines = lineMapOf(text)
  const locate: Locate = (id): Range | undefined => {
    const place = places.get(id)
    return place && lines.range(place)
  }
  const diagnostics =
    opened.root === null
      ? describeProblems(opened, file)
      : diagnosticsOf([...opened.problems, ...problems], lines, file)
  return { model, layout: EMPTY_LAYOUT, diagnostics, locate }
}

/** The model of an opened text, with what is wrong in it and where its elements stand. */
export function modelOf(opened: OpenedYaml): {
  readonly model: Model | null
  readonly problems: readonly Problem[]
  readonly places: ReadonlyMap<string, Span>
} {
  const reading = new Reading()
  if (!opened.root) return { model: null, problems: opened.problems, places: reading.places }
  if (opened.root.kind !== 'map') {
    reading.error(
      'not-a-model',
      'A model file is a map that starts with a title. Nothing here is one.',
      opened.root,
    )
    return { model: null, problems: reading.problems, places: reading.places }
  }
  for (const duplicate of opened.duplicates) {
    reading.error(
      'duplicate-key',
      `The key "${duplicate.key}" stands twice in one map; only the first counts. Rename or remove one.`,
      duplicate.again,
    )
  }
  const root = opened.root
  const elements = readElements(reading, root)
  const targets = new Set([...elements.components.map(({ id }) => id), ...elements.flows.map(flowRef)])
  const model: Model = { ...elements, ...readReviews(reading, root, targets, elements.boundaries) }
  return { model, problems: reading.problems, places: reading.places }
}

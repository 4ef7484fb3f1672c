/** Writes a model as an OWASP Threat Dragon file: a new one of version 2, or into one of either version. */

import type { Diagnostic } from '../../core/diagnostics.ts'
import { editJson } from '../../core/json/edit.ts'
import type { JsonEdit } from '../../core/json/plan.ts'
import { exactLayout } from '../../model/from-drawing/exact.ts'
import type { Layout } from '../../model/layout.ts'
import type { Model } from '../../model/schema.ts'
import type { WriteForeign } from '../format.ts'
import { Reporting } from '../reporting.ts'
import { peopleIn } from './mapping/notes.ts'
import { type Reading, readWhole } from './read.ts'
import { spliceElements } from './writing/elements.ts'
import { spliceLines } from './writing/lines.ts'
import { lossesOf } from './writing/losses.ts'
import { blankFile } from './writing/pages.ts'

const UNREADABLE: Diagnostic = {
  ...{ code: 'threat-dragon-base', severity: 'warning' },
  message: 'The file that was there is no Threat Dragon file that can be read, so a new one is written.',
}
const UNCHECKED: Diagnostic = {
  ...{ code: 'threat-dragon-too-large', severity: 'warning' },
  message: 'The file is larger than Fenceline reads, so it is not checked. Split the model.',
}

// Who writes over a file reads it, too.
export { readThreatDragon } from './read.ts'

export const writeThreatDragon: WriteForeign = (model, saved, base) => {
  const known = base === undefined ? undefined : read(base)
  const layout = known ? exactLayout(saved, known.elements.layout) : saved
  const told = base !== undefined && !known ? [UNREADABLE] : []
  const start = known && base !== undefined ? base : blankFile(model.title, layout)
  const reading = known ?? read(start)
  if (!reading) return { text: start, diagnostics: [...told, UNCHECKED] }
  const elements = spliceElements(editJson(start, summaryEdits(reading, model)), reading, model, layout)
  const text = withLines(elements, model, layout)
  const written = read(text)
  return { text, diagnostics: [...told, ...(written ? lossesOf(model, layout, written) : [UNCHECKED])] }
}

/** Curves are drawn through the flows as they are by then. */
function withLines(text: string, model: Model, layout: Layout): string {
  const reading = read(text)
  return reading ? spliceLines(text, reading, model, layout) : text
}

function read(text: string): Reading | undefined {
  return readWhole(text, new Reporting(text))
}

/** Title, description and people; the other notes have no place. */
function summaryEdits({ model: before }: Reading, after: Model): readonly JsonEdit[] {
  const [were, are] = [peopleIn(before.notes), peopleIn(after.notes)]
  const edits: JsonEdit[] = []
  if (before.title !== after.title) edits.push({ set: ['summary', 'title'], to: after.title })
  const [said, says] = [before.description ?? '', after.description ?? '']
  if (said !== says) edits.push({ set: ['summary', 'description'], to: says })
  if (were.owner !== are.owner) edits.push({ set: ['summary', 'owner'], to: are.owner })
  if (were.reviewer !== are.reviewer) edits.push({ set: ['detail', 'reviewer'], to: are.reviewer })
  if (were.contributors.join(', ') !== are.contributors.join(', ')) {
    edits.push({ set: ['detail', 'contributors'], to: are.contributors.map((name) => ({ name })) })
  }
  return edits
}

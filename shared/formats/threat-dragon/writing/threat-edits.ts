/** Risks as threats in the cells of their targets. */
import type { Json } from '../../../core/json/look.ts'
import { riskTitle } from '../../../model/names/risk-title.ts'
import type { Risk } from '../../../model/schema.ts'
import type { Dialect } from '../file/types.ts'
import { partsOfRisk } from '../mapping/attributes.ts'
import { categoryOf, TYPES } from '../mapping/categories.ts'
import { mitigationText, severityWord, statusWord } from '../mapping/decisions.ts'
import { cellIdOf } from './match.ts'

/** The members of a threat that differ between a risk as it was read and as it is now. */
export function threatEdits(
  before: Risk,
  after: Risk,
): readonly { readonly name: string; readonly to: string }[] {
  const [was, is] = [wordsOf(before), wordsOf(after)]
  const changes: Readonly<Record<string, boolean>> = {
    title: was.title !== is.title,
    description: was.description !== is.description,
    score: was.score !== is.score,
    mitigation: was.mitigation !== is.mitigation,
    status: before.status !== after.status,
    severity: before.impact !== after.impact,
    type: before.category !== after.category,
    modelType: before.category !== after.category,
  }
  return Object.entries(is).flatMap(([name, to]) => (changes[name] ? [{ name, to }] : []))
}

/** `number` counts threats of the whole file. */
export function newThreat(risk: Risk, dialect: Dialect, number: number): Json {
  const kept = risk.source?.format === 'threat-dragon' ? risk.source.id : undefined
  const id = kept ?? cellIdOf(`risk:${risk.id}`)
  const { modelType, score, ...words } = wordsOf(risk)
  if (dialect === 1) return { ...words, ...(score === '' ? {} : { score }), threatId: id }
  return { id, ...words, modelType, new: false, number, score }
}

/** True for a threat that the tool marks its element for. */
export function isOpen(risk: Risk): boolean {
  return /^open$/iu.test(statusWord(risk))
}

function wordsOf(risk: Risk) {
  const { text, value } = partsOfRisk(risk.description)
  return {
    title: riskTitle(risk),
    status: statusWord(risk),
    severity: severityWord(risk),
    ...typeOf(risk),
    description: text,
    mitigation: mitigationText(risk),
    score: value,
  }
}

/** The type of another method that it came with, as long as it is still read as this category. */
function typeOf({ category, source }: Risk): { readonly type: string; readonly modelType: string } {
  const [, method, type] = /^([^/]*)\/(.+)$/su.exec(source?.rule ?? '') ?? []
  const isKept =
    source?.format === 'threat-dragon' && type !== undefined && categoryOf(type).category === category
  return isKept ? { type, modelType: method || 'Generic' } : { type: TYPES[category], modelType: 'STRIDE' }
}

/** What a pasted text is: a part of a diagram, words for a note, or something that cannot be read. */
import { plural } from '../../../shared/core/text.ts'
import { readText } from '../../platform/reading/read-text.ts'
import { type Copy, copyOfModel, parseCopy } from './copy.ts'

export type Pasteable =
  | {
      readonly kind: 'parts'
      readonly copy: Copy
      /** What a person should look at after the paste. */
      readonly told: string | null
    }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'fault'; readonly reason: string }

const READABLE =
  'Paste copied elements, a plain-text DFD, a Mermaid flowchart, a YAML model or the text of another tool’s file.'

/** Characters; more is a document, not a remark on a diagram. */
const LONGEST_NOTE = 2_000
/** A text that means to be a DFD: it draws arrows or declares elements. */
const DFD_WORDS = /->|→|^\s*(?:[-*+•]\s+)?(?:external(?:[\s_-]*entity)?|process|data[\s_-]*store|zone)\s*:/imu
/** Signs that nobody sees: none belongs into a note but a new line and a tab. */
const CONTROL = /[^\P{Cc}\n\t]/gu
const DATA = /^\s*(?:<[?!a-z]|[{[])/i

export async function readPasted(text: string): Promise<Pasteable> {
  const copy = parseCopy(text)
  if (copy) return { kind: 'parts', copy, told: leftBehind(copy) }
  const { model, layout, format, diagnostics } = await readText(text)
  if (model && model.components.length + model.boundaries.length > 0) {
    const parts = copyOfModel(model, layout)
    const guesses = diagnostics.filter(({ code }) => code.endsWith('-kind-guessed')).length
    const lost = diagnostics.filter(
      ({ about, severity }) => about === 'lost' && severity === 'warning',
    ).length
    const told = [
      ...(guesses > 0 ? [`${plural(guesses, 'kind')} guessed`] : []),
      ...(lost > 0
        ? [
            format === 'mermaid'
              ? `${plural(lost, 'arrow')} at subgraphs left out`
              : `${plural(lost, 'detail')} left out`,
          ]
        : []),
      ...(model.risks.length > 0 ? [`${plural(model.risks.length, 'risk')} left out`] : []),
    ]
    return { kind: 'parts', copy: parts, told: told.length > 0 ? `Pasted: ${told.join(', ')}.` : null }
  }
  const problem = diagnostics.find(({ severity }) => severity === 'error')
  if (problem && (format !== 'dfd' || DFD_WORDS.test(text))) {
    const line = problem.range ? `Line ${problem.range.start.line}: ` : ''
    return { kind: 'fault', reason: `${line}${problem.message}` }
  }
  const words = text.replace(CONTROL, '').trim()
  if (DATA.test(text) || text.length > LONGEST_NOTE || words === '')
    return { kind: 'fault', reason: READABLE }
  return { kind: 'note', text: words }
}

function leftBehind({ risksLeft = 0 }: Copy): string | null {
  if (risksLeft === 0) return null
  return `${plural(risksLeft, 'risk')} ${risksLeft === 1 ? 'stays' : 'stay'} with the original.`
}

/** The prompts that come with Fenceline. Each is a file, so that a person can read it and make it their own. */
import type { Prompt } from '../types.ts'
import { parsePrompt } from './prompt.ts'
import questions from './starters/business-logic-questions.md?raw'
import describe from './starters/diagram-from-description.md?raw'
import inDiff from './starters/mitigation-in-diff.md?raw'
import ticket from './starters/mitigation-to-ticket.md?raw'
import component from './starters/stride-component.md?raw'
import crossing from './starters/stride-crossing.md?raw'

export interface Starter {
  /** The whole file. */
  readonly text: string
  readonly prompt: Prompt
}

/** In the order in which they are listed. */
export const STARTERS: readonly Starter[] = [crossing, component, questions, describe, ticket, inDiff].map(
  (text) => {
    const { prompt, diagnostics } = parsePrompt(text, 'built-in prompt')
    if (!prompt) throw new Error(diagnostics[0]?.message ?? 'A built-in prompt cannot be read.')
    return { text, prompt }
  },
)

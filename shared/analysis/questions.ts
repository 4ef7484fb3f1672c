/** What the model does not say and the analysis would depend on: questions, never threats. */
import type { Model } from '../model/schema.ts'
import { factsOf } from './facts/build.ts'
import type { ComponentFacts, FlowFacts } from './facts/facts.ts'
import { whereWords } from './facts/wording.ts'

export interface Question {
  readonly target: string
  readonly attribute: 'encryption' | 'authentication' | 'data'
  /** One sentence that names the target and can be answered in one field. */
  readonly question: string
}

/** Questions for crossings and for stores, in the order of targets. */
export function questionsOf(model: Model): readonly Question[] {
  const { components, flows } = factsOf(model)
  const crossings = flows.flatMap((facts) => (facts && facts.boundaries.length > 0 ? facts : []))
  return [...components.flatMap(aboutComponent), ...crossings.flatMap(aboutCrossing)]
}

function aboutComponent(facts: ComponentFacts): readonly Question[] {
  const { component, target, isStore } = facts
  if (!isStore || component.outOfScope !== undefined) return []
  const questions: Question[] = []
  if (facts.data.length === 0) {
    questions.push({ target, attribute: 'data', question: `Which data does ${component.title} hold?` })
  }
  if (component.encryption === undefined) {
    questions.push({
      target,
      attribute: 'encryption',
      question: `Is the data in ${component.title} encrypted at rest?`,
    })
  }
  return questions
}

function aboutCrossing(facts: FlowFacts): readonly Question[] {
  const { target } = facts
  const flow = `the flow from ${facts.from.component.title} to ${facts.to.component.title} (${whereWords(facts)})`
  const questions: Question[] = []
  if (facts.encryption === 'unknown') {
    questions.push({ target, attribute: 'encryption', question: `Is ${flow} encrypted?` })
  }
  if (facts.authentication === 'unknown') {
    questions.push({
      target,
      attribute: 'authentication',
      question: `How does ${facts.from.component.title} authenticate on ${flow}?`,
    })
  }
  if (facts.data.length === 0) {
    questions.push({ target, attribute: 'data', question: `Which data does ${flow} carry?` })
  }
  return questions
}

/** What a reply to a job's request is good for. Why it ended is looked at first: half a reply may parse. */

import type { Diagram } from '../../../../shared/llm/ask/diagram.ts'
import { flagsOf } from '../../../../shared/llm/check/flags.ts'
import type { Redactor } from '../../../../shared/llm/redact/redactor.ts'
import { readProposal } from '../../../../shared/llm/reply/diagram.ts'
import { draftsOfAnswer } from '../../../../shared/llm/reply/drafts.ts'
import { readQuestions } from '../../../../shared/llm/reply/questions.ts'
import { readAnswer } from '../../../../shared/llm/reply/read-answer.ts'
import type { Prompt } from '../../../../shared/llm/types.ts'
import type { Source } from '../../../../shared/model/schema.ts'
import type { RawReply } from '../provider/provider.ts'
import type { JobItem, JobOptions, Problem, Result } from './job.ts'

/** What a plan's texts were put into words with. */
interface Parts {
  readonly diagram: Diagram
  readonly redactor: Pick<Redactor, 'restore'>
}

/** Never throws. */
export function readReply(
  { id, prompt }: Pick<JobItem, 'id' | 'prompt'>,
  { text, stopReason }: Pick<RawReply, 'text' | 'stopReason'>,
  { model, task, settings, date }: JobOptions,
  { diagram, redactor }: Parts,
): Result | { readonly problem: Problem } {
  const ended = problemOfEnd(stopReason, settings.maxTokens)
  if (ended) return ended
  const { restore } = redactor
  const source: Source = { by: 'llm', prompt: nameOf(prompt), llm: settings.model, date }
  if (task.kind === 'questions') {
    const read = readQuestions(text, { diagram, restore, source })
    return 'problem' in read ? unusable(read.problem) : { drafts: [], unanswered: [], ...read }
  }
  if (task.kind === 'describe') {
    const read = readProposal(text, restore)
    if ('problem' in read) return unusable(read.problem)
    return { drafts: [], remarks: [], unanswered: [], dropped: read.dropped, text: read.dfd }
  }
  const read = readAnswer(text, { diagram, target: id, restore })
  if ('problem' in read) return unusable(read.problem)
  const { answer } = read
  const { drafts, remarks } = draftsOfAnswer({ model, target: id, answer, source, flagsOf })
  return { drafts, remarks, dropped: answer.dropped, unanswered: answer.unanswered }
}

/** A prompt in exactly these words: `stride-crossing 1 (3f2a9c1b)`. */
function nameOf({ id, version, hash }: Prompt): string {
  return `${id} ${version} (${hash.slice(0, 8)})`
}

/** Why a reply that ended like this is no answer; undefined where it may be one. */
export function problemOfEnd(
  stopReason: RawReply['stopReason'],
  maxTokens: number,
): { readonly problem: Problem } | undefined {
  if (stopReason === 'refusal') return refusal()
  return stopReason === 'max-tokens' ? cutOff(maxTokens) : undefined
}

function refusal(): { problem: Problem } {
  return {
    problem: {
      message: 'The language model declined to answer.',
      hint: 'Look at the request for words that may alarm it, or choose another language model.',
      again: false,
    },
  }
}

function cutOff(maxTokens: number): { problem: Problem } {
  return {
    problem: {
      message: `The reply was cut off at ${maxTokens} tokens, so none of it was taken.`,
      hint: 'Allow longer replies in the settings and draft again.',
      again: false,
    },
  }
}

/** A reply that is not what was asked for. */
export function unusable(reason: string): { problem: Problem } {
  const hint = 'Retry, or choose another language model.'
  return { problem: { message: `The reply cannot be used. ${reason}`, hint, again: true } }
}

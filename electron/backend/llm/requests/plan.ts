/**
 * Builds every request of a run before any is sent, so that what goes is what was shown. One redactor sees
 * all texts of a plan: a host has one placeholder in all of its requests.
 */
import { outOfScopeOf } from '../../../../shared/analysis/redrafting/open-drafts.ts'
import { AppError } from '../../../../shared/core/errors.ts'
import { hashText } from '../../../../shared/core/text.ts'
import { buildBody, describeBody } from '../../../../shared/llm/ask/body.ts'
import { cacheKeyOf } from '../../../../shared/llm/ask/cache-key.ts'
import { describeDiagram, listTexts } from '../../../../shared/llm/ask/diagram.ts'
import { seenText } from '../../../../shared/llm/ask/outbound-text.ts'
import { createRedactor } from '../../../../shared/llm/redact/redactor.ts'
import type { Prompt, Unit } from '../../../../shared/llm/types.ts'
import { listTargets } from '../../../../shared/model/crossings.ts'
import { indexOf, titleOf } from '../../../../shared/model/queries.ts'
import type { Plan } from '../../../../shared/protocol/llm.ts'
import { hashBytes } from '../../files/read-file.ts'
import { checkEndpoint } from '../connection/endpoint.ts'
import { isSecretKey, withoutKey } from '../connection/without-key.ts'
import { createPrices } from './cost.ts'
import { findSecrets } from './find-secrets.ts'
import type { Job, JobItem, JobOptions } from './job.ts'
import { readReply } from './read-reply.ts'
import { fromStored, toStored } from './stored-reply.ts'
import { estimateTokens } from './tokens.ts'

/** What a task asks, before it is put into words. */
interface Question {
  readonly id: string
  readonly title: string
  readonly unit: Unit
  readonly prompt: Prompt
  readonly target: string | null
}

/** Throws `bad-request` when there is nothing to ask. Opens no connection. */
export async function prepareJob(options: JobOptions): Promise<Job> {
  const { model, task, settings, tier, charactersPerToken, key, cache } = options
  const questions = questionsOf(options)
  // As the diagram's texts: what nobody sees could hide a secret from the redactor, or words from the person.
  const prompts = new Map(questions.map(({ prompt }) => [prompt.hash, seenText(prompt.text)]))
  const description = task.kind === 'describe' ? seenText(task.text) : ''
  const texts = task.kind === 'describe' ? [description] : listTexts(model)
  const outbound = [...prompts.values(), ...texts]
  const secrets = await findSecrets(outbound)
  const redactor = createRedactor({
    secrets: isSecretKey(key) ? [key, ...secrets] : secrets,
    texts: outbound,
  })
  const diagram = describeDiagram(
    task.kind === 'describe'
      ? { ...model, components: [], flows: [], boundaries: [], dataAssets: [], notes: [] }
      : model,
    redactor.redact,
  )
  const { origin } = checkEndpoint(settings.baseURL)
  const systems = new Map([...prompts].map(([hash, text]) => [hash, redactor.redact(text)]))
  const bodyOf = ({ unit, prompt, target }: Question): string => {
    const asked = {
      prompt: systems.get(prompt.hash) ?? '',
      tier,
      llm: settings.model,
      maxTokens: settings.maxTokens,
    }
    return task.kind === 'describe'
      ? describeBody({ ...asked, description: redactor.redact(description) })
      : buildBody({ ...asked, unit, diagram, target, redact: redactor.redact })
  }
  const keyOf = ({ unit, prompt, target }: Question) =>
    // Another server under the same model's name may be another model.
    cacheKeyOf({ model, target, unit, promptHash: prompt.hash, llm: `${settings.model} at ${origin}`, tier })

  // Again, because characters that are dropped on the way could have kept the key apart.
  const restore = (text: string) => withoutKey(redactor.restore(text), key)
  const parts = { diagram, redactor: { restore } }

  const items: JobItem[] = []
  const cacheKeys = new Map<string, string>()
  for (const question of questions) {
    const body = bodyOf(question)
    const { id, title, unit, prompt } = question
    const item = {
      id,
      title,
      unit,
      prompt,
      body,
      hash: hashBytes(Buffer.from(body)),
      inputTokens: estimateTokens(body, charactersPerToken),
    }
    items.push({ ...item, cached: await findReply(question, item) })
  }
  return {
    options,
    origin,
    hash: hashText(items.map(({ hash }) => hash).join('\n')),
    items,
    replacements: redactor.replacements(),
    read: (item, reply) =>
      shownWithoutKey(readReply(item, { ...reply, text: withoutKey(reply.text, key) }, options, parts), key),
    async remember(item, text) {
      const cacheKey = cacheKeys.get(item.id)
      const stored = toStored(withoutKey(text, key), diagram, parts.redactor.restore)
      if (cacheKey !== undefined && stored !== undefined) await cache?.keep(cacheKey, stored)
    },
  }

  async function findReply(question: Question, item: Omit<JobItem, 'cached'>): Promise<string | null> {
    // A person who asks for a diagram again wants another one.
    if (!cache || task.kind === 'describe') return null
    const cacheKey = keyOf(question)
    cacheKeys.set(question.id, cacheKey)
    const text = fromStored(await cache.find(cacheKey), diagram, redactor.redact)
    if (text === null) return null
    return 'problem' in readReply(item, { text, stopReason: 'end' }, options, parts) ? null : text
  }
}

/** Rows and reasons quote the reply, whose escapes are gone by then. */
function shownWithoutKey(read: ReturnType<Job['read']>, key: string | null): ReturnType<Job['read']> {
  if ('problem' in read) {
    return { problem: { ...read.problem, message: withoutKey(read.problem.message, key) } }
  }
  const dropped = read.dropped.map(({ row, reason }) => ({
    row: withoutKey(row, key),
    reason: withoutKey(reason, key),
  }))
  return { ...read, dropped }
}

function questionsOf({ model, task, prompts }: JobOptions): readonly Question[] {
  const promptOf = (id: string): Prompt => {
    const prompt = prompts.find((each) => each.id === id)
    if (prompt) return prompt
    throw new AppError('internal', `There is no prompt "${id}".`)
  }
  if (task.kind === 'questions') {
    if (listTargets(model).length === 0) throw nothingToAsk()
    const prompt = promptOf('business-logic-questions')
    return [{ id: 'questions', title: 'Questions about the model', unit: 'questions', prompt, target: null }]
  }
  if (task.kind === 'describe') {
    const prompt = promptOf('diagram-from-description')
    return [{ id: 'description', title: 'Diagram from a description', unit: 'model', prompt, target: null }]
  }
  const all = listTargets(model)
  const unknown = task.targets?.find((target) => !all.includes(target))
  if (unknown !== undefined) {
    throw new AppError('bad-request', `The model has no target "${unknown.slice(0, 200)}".`, {
      hint: 'Choose a component or a flow that crosses a boundary.',
    })
  }
  const wanted = new Set(task.targets ?? all.filter((target) => outOfScopeOf(model, target) === undefined))
  if (wanted.size === 0) throw nothingToAsk()
  const { components } = indexOf(model)
  return all
    .filter((target) => wanted.has(target))
    .map((target) => {
      const unit = components.has(target) ? 'component' : 'crossing'
      return { id: target, title: titleOf(model, target), unit, prompt: promptOf(`stride-${unit}`), target }
    })
}

function nothingToAsk(): AppError {
  return new AppError('bad-request', 'There is no target to ask about.', {
    hint: 'Draw a component first, or choose targets that are in scope.',
  })
}

/** The job as the page sees it. */
export function planOf(job: Job, plan: string): Plan {
  const { settings, tier } = job.options
  const prices = createPrices(settings)
  const open = job.items.filter(({ cached }) => cached === null)
  const prompts = new Map(job.items.map(({ prompt }) => [prompt.id, prompt]))
  return {
    plan,
    hash: job.hash,
    origin: job.origin,
    model: settings.model,
    tier,
    prompts: [...prompts.values()].map(({ id, version, hash }) => ({ id, version, hash })),
    items: job.items.map(({ id, title, cached, body, hash, inputTokens }) => ({
      id,
      title,
      state: cached === null ? 'send' : 'cached',
      bytes: Buffer.byteLength(body),
      inputTokens,
      hash,
    })),
    replacements: [...job.replacements],
    inputTokens: open.reduce((sum, item) => sum + item.inputTokens, 0),
    outputTokens: open.length * settings.maxTokens,
    cost: { expected: sum(open.map(prices.expectedOf)), most: sum(open.map(prices.mostOf)) },
    cap: settings.cap,
  }
}

function sum(costs: readonly (number | null)[]): number | null {
  return costs.reduce<number | null>((all, cost) => (all === null || cost === null ? null : all + cost), 0)
}

/** Asks whether changes do what mitigations say: a job like any other, so that it is shown, capped and logged alike. */
import { AppError } from '../../../../shared/core/errors.ts'
import { hashText } from '../../../../shared/core/text.ts'
import { describeDiagram, listTexts } from '../../../../shared/llm/ask/diagram.ts'
import { boundText, seenText } from '../../../../shared/llm/ask/outbound-text.ts'
import { createRedactor } from '../../../../shared/llm/redact/redactor.ts'
import type { Prompt } from '../../../../shared/llm/types.ts'
import { boundDiff, MOST_OF_DIFF, verifyBody } from '../../../../shared/llm/verifying/body.ts'
import { type ReadProposal, readProposal } from '../../../../shared/llm/verifying/read-proposal.ts'
import type { Model } from '../../../../shared/model/schema.ts'
import { hashBytes } from '../../files/read-file.ts'
import { checkEndpoint } from '../connection/endpoint.ts'
import { isSecretKey, withoutKey } from '../connection/without-key.ts'
import type { RawReply } from '../provider/provider.ts'
import { findSecrets } from '../requests/find-secrets.ts'
import type { Job, JobItem, JobSettings, Problem, ReplyCache } from '../requests/job.ts'
import { problemOfEnd, unusable } from '../requests/read-reply.ts'
import { estimateTokens } from '../requests/tokens.ts'

/** One claim with the change that is said to do it. */
export interface Change {
  readonly id: string
  readonly title: string
  /** What is known of the threat and its mitigations, by what it is called; undefined is left out. */
  readonly threat: Readonly<Record<string, string | undefined>>
  readonly diff: string
}

export interface VerifyJobOptions extends JobSettings {
  readonly model: Model
  readonly changes: readonly Change[]
  readonly prompts: readonly Prompt[]
  readonly cache: ReplyCache | null
}

type Reply = Pick<RawReply, 'text' | 'stopReason'>

export interface VerifyJob extends Job {
  /** Never throws. */
  proposalOf(item: JobItem, reply: Reply): ReadProposal | { readonly problem: Problem }
}

const PROMPT = 'mitigation-in-diff'
/** Characters of a diff that are looked at for secrets: more than is sent, so that none is cut in its middle. */
const MOST_READ = MOST_OF_DIFF * 4

/** Opens no connection. Throws `bad-request` where there is no change to ask about. */
export async function prepareVerifyJob(options: VerifyJobOptions): Promise<VerifyJob> {
  const { model, changes, prompts, settings, tier, key, cache, charactersPerToken } = options
  const prompt = prompts.find(({ id }) => id === PROMPT)
  if (!prompt) throw new AppError('internal', `There is no prompt "${PROMPT}".`)
  if (changes.length === 0) throw new AppError('bad-request', 'There is no change to ask about.')
  const system = seenText(prompt.text)
  const seen = changes.map(({ diff, threat, ...rest }) => ({
    ...rest,
    diff: headOf(seenText(diff)),
    threat: Object.entries(threat).flatMap(([name, text]) =>
      text === undefined || text === '' ? [] : [[name, seenText(text)] as const],
    ),
  }))
  const texts = seen.flatMap(({ diff, threat }) => [diff, ...threat.map(([, text]) => text)])
  const outbound = [system, ...listTexts(model), ...texts]
  const secrets = await findSecrets(outbound)
  const redactor = createRedactor({
    secrets: isSecretKey(key) ? [key, ...secrets] : secrets,
    texts: outbound,
  })
  const diagram = describeDiagram(model, redactor.redact)
  const asked = { prompt: redactor.redact(system), tier, llm: settings.model, maxTokens: settings.maxTokens }
  const { origin } = checkEndpoint(settings.baseURL)
  const restore = (text: string) => withoutKey(redactor.restore(text), key)
  const sent = new Map<string, string>()
  // The same bytes to the same server: the model's name, the prompt and the diff are all in them.
  const cacheKey = ({ hash }: Pick<JobItem, 'hash'>) => hashText(`verify ${origin} ${hash}`)

  const items: JobItem[] = []
  for (const { id, title, diff, threat } of seen) {
    const shown = boundDiff(redactor.redact(diff))
    const words = Object.fromEntries(threat.map(([name, text]) => [name, boundText(redactor.redact(text))]))
    const body = verifyBody({ ...asked, diagram, threat: words, diff: shown })
    sent.set(id, restore(shown))
    const item = {
      ...{ id, title, unit: 'model' as const, prompt, body },
      hash: hashBytes(Buffer.from(body)),
      inputTokens: estimateTokens(body, charactersPerToken),
    }
    items.push({ ...item, cached: await findReply(item) })
  }

  function proposalOf(
    { id }: Pick<JobItem, 'id'>,
    { text, stopReason }: Reply,
  ): ReturnType<VerifyJob['proposalOf']> {
    const ended = problemOfEnd(stopReason, settings.maxTokens)
    if (ended) return ended
    const read = readProposal(withoutKey(text, key), { restore, diff: sent.get(id) ?? '' })
    return 'problem' in read ? unusable(read.problem) : read
  }

  async function findReply(item: Omit<JobItem, 'cached'>): Promise<string | null> {
    const text: unknown = await cache?.find(cacheKey(item))
    if (typeof text !== 'string') return null
    return 'problem' in proposalOf(item, { text, stopReason: 'end' }) ? null : text
  }

  return {
    options,
    origin,
    hash: hashText(items.map(({ hash }) => hash).join('\n')),
    items,
    replacements: redactor.replacements(),
    proposalOf,
    read(item, reply) {
      const read = proposalOf(item, reply)
      if ('problem' in read) return read
      const { verdict } = read.proposal
      return { drafts: [], remarks: [], unanswered: [], dropped: read.dropped, text: verdict }
    },
    async remember(item, text) {
      await cache?.keep(cacheKey(item), withoutKey(text, key))
    },
  }
}

/** Whole lines only. */
function headOf(diff: string): string {
  return diff.length <= MOST_READ ? diff : diff.slice(0, diff.lastIndexOf('\n', MOST_READ) + 1)
}

/** A run that was recorded: every request with its reply, so that it can be read again without a network. */
import { z } from 'zod'
import type { Diagnostic } from '../core/diagnostics.ts'
import { canonicalJson } from '../core/text.ts'
import { TIERS } from './types.ts'

const VERSION = 1

const requestSchema = z.object({
  /** The model's file, as the person named it or as the opened folder has it. */
  file: z.string().min(1),
  /** A target, `questions` or `description`. */
  target: z.string().min(1),
  prompt: z.object({ id: z.string(), version: z.string(), hash: z.string() }),
  body: z.string(),
  /** Text of the reply; null where there was none, and `problem` says why. */
  reply: z.string().nullable(),
  stopReason: z.enum(['end', 'max-tokens', 'refusal', 'other']),
  problem: z.string().exactOptional(),
  usage: z.object({
    inputTokens: z.number(),
    outputTokens: z.number(),
    cachedTokens: z.number(),
    cost: z.number().nullable(),
  }),
})

const bundleSchema = z.object({
  version: z.literal(VERSION),
  /** YYYY-MM-DD; the source of the drafts says it. */
  date: z.string(),
  origin: z.string(),
  model: z.string(),
  tier: z.enum(TIERS),
  maxTokens: z.number().int(),
  requests: z.array(requestSchema).readonly(),
})

/** One request and what came of it. Bodies are redacted already; the key is in none of it. */
export type BundleRequest = Readonly<z.infer<typeof requestSchema>>
export type Bundle = Readonly<z.infer<typeof bundleSchema>>

/** Canonical: the same run gives the same bytes, whatever order its replies came in. One request a line. */
export function printBundle(bundle: Bundle): string {
  const { requests, ...head } = bundle
  const rows = [...requests].sort(byPlace).map((request) => `  ${canonicalJson(request)}`)
  const list = rows.length === 0 ? '[]' : `[\n${rows.join(',\n')}\n]`
  return `${canonicalJson(head).slice(0, -1)},"requests":${list}}\n`
}

function byPlace(a: BundleRequest, b: BundleRequest): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return a.target < b.target ? -1 : a.target > b.target ? 1 : 0
}

/** Never throws; half a bundle is none. */
export function readBundle(text: string): {
  readonly bundle: Bundle | null
  readonly diagnostics: readonly Diagnostic[]
} {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return refuse(`It is not JSON: ${error instanceof Error ? error.message : 'it cannot be parsed'}.`)
  }
  const version =
    typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined
  if (typeof version === 'number' && version > VERSION)
    return refuse(`It is of version ${version}, which is newer than this Fenceline.`)
  const read = bundleSchema.safeParse(value)
  if (!read.success) {
    const [issue] = read.error.issues
    return refuse(`At "${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'it does not fit'}.`)
  }
  const seen = new Set<string>()
  for (const { file, target } of read.data.requests) {
    const place = JSON.stringify([file, target])
    if (seen.has(place)) return refuse(`It holds two requests for ${target} of ${file}.`)
    seen.add(place)
  }
  return { bundle: read.data, diagnostics: [] }
}

function refuse(reason: string): { bundle: null; diagnostics: readonly Diagnostic[] } {
  return {
    bundle: null,
    diagnostics: [
      { code: 'bundle-unreadable', severity: 'error', message: `This is not a bundle. ${reason}` },
    ],
  }
}

/** What a tracker's refusal means for the request and for those that would follow it. */
import { z } from 'zod'
import { AppError } from '../../../../shared/core/errors.ts'

/**
 * `refused`: this request alone, and nothing was done. `final`: the next ones would be refused as well, and
 * nothing was done. `unsure`: it may have been done; only a look at the tracker tells.
 */
export type FaultKind = 'refused' | 'final' | 'unsure'

export class TrackerFault extends AppError {
  readonly kind: FaultKind
  /** HTTP status; undefined where no answer came. */
  readonly status: number | undefined
  /** Fields that the tracker names, in Jira's answers. */
  readonly fields: readonly string[]

  constructor(
    kind: FaultKind,
    message: string,
    options: { hint?: string; status?: number; fields?: readonly string[] } = {},
  ) {
    super('tracker', message, options.hint === undefined ? {} : { hint: options.hint })
    this.kind = kind
    this.status = options.status
    this.fields = options.fields ?? []
  }
}

const AGAIN = 'Run it again later: tickets that were made are found and not made twice.'
const LONGEST = 300

/** The fault of an answer that is not a success; `detail` is the tracker's own reason. */
export function faultOf(
  name: string,
  status: number,
  detail: string,
  isRead: boolean,
  fields: readonly string[] = [],
): TrackerFault {
  const because = detail === '' ? '' : `: ${detail}`
  const final = (message: string, hint: string) => new TrackerFault('final', message, { hint, status })
  if (status === 401)
    return final(`${name} does not take the token${because}.`, 'Enter a token that is still valid.')
  if (status === 403)
    return final(`${name} refuses this${because}.`, 'The token needs the right to read and write issues.')
  if (status === 404)
    return final(
      `${name} finds nothing there${because}.`,
      'Check the address and the project. A project that the token may not see looks the same.',
    )
  if (status === 410)
    return final(
      `${name} says that issues are switched off${because}.`,
      'Switch them on, or choose another project.',
    )
  if (status >= 500)
    return new TrackerFault(isRead ? 'final' : 'unsure', `${name} failed (${status})${because}.`, {
      hint: AGAIN,
      status,
    })
  return new TrackerFault('refused', `${name} does not take it (${status})${because}.`, {
    hint: 'Correct what it names and try again.',
    status,
    fields,
  })
}

/** A tracker that cannot be reached, or whose answer broke off. */
export function unreachable(name: string, origin: string, why: string): TrackerFault {
  return new TrackerFault('unsure', `${name} at ${origin} cannot be reached: ${why}.`, { hint: AGAIN })
}

export function tooBusy(name: string, seconds: number): TrackerFault {
  const minutes = Math.ceil(seconds / 60)
  const time = minutes <= 1 ? 'a minute' : `${minutes} minutes`
  return new TrackerFault('final', `${name} takes no more requests for ${time}.`, { hint: AGAIN })
}

const detailSchema = z.object({
  message: z.unknown(),
  error: z.unknown(),
  error_description: z.unknown(),
  errors: z.unknown(),
  errorMessages: z.unknown(),
})

/** The reasons in an answer of any of the three, as one line. */
export function detailOf(json: unknown): string {
  const parsed = detailSchema.partial().safeParse(json)
  if (!parsed.success) return ''
  const { message, error, error_description: more, errors, errorMessages } = parsed.data
  const parts = [message, error, more, errorMessages, errors].flatMap(flatten)
  return [...new Set(parts)].join(', ').replace(/\s+/g, ' ').slice(0, LONGEST).replace(/\.$/, '')
}

/** The fields that Jira names in its `errors`. */
export function fieldsOf(json: unknown): readonly string[] {
  const { data } = z.object({ errors: z.record(z.string(), z.unknown()) }).safeParse(json)
  return data ? Object.keys(data.errors) : []
}

function flatten(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()]
  if (Array.isArray(value)) return value.flatMap(flatten)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    flatten(inner).map((text) =>
      /^\d+$|^(resource|code|field|message)$/.test(key) ? text : `${key} ${text}`,
    ),
  )
}

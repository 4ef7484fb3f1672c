import { z } from 'zod'
import type { Block } from '../../../../shared/triage/tickets/blocks.ts'
import type { TrackerPlace } from '../../../../shared/triage/tickets/tracker.ts'
import type { Requester } from '../http/requester.ts'

/** A ticket as a tracker has it. */
export interface TrackedTicket {
  /** `12`, or `SEC-412`. */
  readonly number: string
  /** Of the risks that it was made for; none where it was made by hand. */
  readonly keys: readonly string[]
  readonly state: 'open' | 'closed'
  /** The tracker's own word for it. */
  readonly word: string
}

export interface NewTicket {
  readonly title: string
  readonly blocks: readonly Block[]
  readonly keys: readonly string[]
}

/** A title and a body in a tracker's own form, as they are sent. */
interface PrintedTicket {
  readonly title: string
  readonly body: string
}

/** What the three trackers have in common. Every call throws a TrackerFault or the signal's reason. */
export interface Tracker {
  readonly place: TrackerPlace
  /** Asks who the token is and whether the project is there. */
  test(signal: AbortSignal): Promise<{ account: string; project: string; notes: string[] }>
  /** Every ticket that may carry keys. A ticket made before the call is in it, however short before. */
  list(signal: AbortSignal): Promise<readonly TrackedTicket[]>
  /** These tickets; those that are gone are left out. */
  read(numbers: readonly string[], signal: AbortSignal): Promise<readonly TrackedTicket[]>
  /** Its number. Sent once: an `unsure` fault may have made it. */
  create(ticket: NewTicket, signal: AbortSignal): Promise<string>
  print(ticket: NewTicket): PrintedTicket
}

export interface TrackerParts {
  readonly place: TrackerPlace
  readonly label: string
  readonly token: string
  /** Jira alone: the account of the token; empty for Data Center. */
  readonly account: string
  readonly issueType: string
  readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

/** Trackers give at most so many items a page. */
export const PAGE = 100
const MOST_PAGES = 500

/**
 * All items of a list whose pages are counted from 1. Oldest first: what is made meanwhile comes at the end and moves
 * nothing to a page that was read.
 */
async function allPages<S extends z.ZodType>(
  requester: Requester,
  call: {
    readonly path: string
    readonly query: Readonly<Record<string, string>>
    readonly item: S
    readonly signal: AbortSignal
  },
): Promise<readonly z.infer<S>[]> {
  const items: z.infer<S>[] = []
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const found = await requester.send({
      path: call.path,
      query: { ...call.query, state: 'all', per_page: PAGE, page },
      reply: z.array(call.item),
      signal: call.signal,
    })
    items.push(...found)
    if (found.length < PAGE) break
  }
  return items
}

/**
 * What any of these filters finds, each once: some trackers drop the labels that an account may not set, so tickets are
 * looked for by the label and by who made them.
 */
export async function listByAny<S extends z.ZodType>(
  requester: Requester,
  filters: readonly Readonly<Record<string, string>>[],
  call: Omit<Parameters<typeof allPages<S>>[1], 'query'> & {
    readonly query: Readonly<Record<string, string>>
    readonly numberOf: (item: z.infer<S>) => number
  },
): Promise<readonly z.infer<S>[]> {
  const byNumber = new Map<number, z.infer<S>>()
  for (const filter of filters) {
    const found = await allPages(requester, { ...call, query: { ...filter, ...call.query } })
    for (const item of found) byNumber.set(call.numberOf(item), item)
  }
  return [...byNumber.values()]
}

/** Asks for each by itself; those that are gone are left out. */
export async function readEach<S extends z.ZodType>(
  requester: Requester,
  numbers: readonly string[],
  call: { readonly path: (number: string) => string; readonly item: S; readonly signal: AbortSignal },
): Promise<readonly z.infer<S>[]> {
  const items: z.infer<S>[] = []
  for (const number of numbers) {
    const found = await requester.find({ path: call.path(number), reply: call.item, signal: call.signal })
    if (found !== null) items.push(found)
  }
  return items
}

/**
 * Turning risks into tickets. Only the process behind the page talks to a tracker and knows its token; the page
 * says what each ticket shall say, is told of each that was made, and writes its id into the model. Part of the contract.
 */
import { z } from 'zod'
import { TRACKERS } from '../triage/tickets/tracker.ts'

const nothing = z.object({})
const id = z.string().min(1).max(80)
const path = z.string().min(1).max(1024)
const ticketId = z.string().min(1).max(300)

export const trackerKindSchema = z.enum(TRACKERS)

/** A person's own choice; nothing of it is ever taken from a folder. */
export const trackerSettingsSchema = z.object({
  /** What a browser is given, without the path of an API: `https://github.com`. */
  address: z.string().max(500),
  /** `owner/repo`, `group/project` or a Jira project's key; empty until chosen. */
  project: z.string().max(300),
  /** Every ticket carries it: it is what they are found by. */
  label: z
    .string()
    .max(50)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/, 'A label is one word of letters, digits and . _ : -'),
  /** Jira alone: the e-mail address of the token's account on Jira Cloud; empty for Jira Data Center. */
  account: z.string().max(254),
  /** Jira alone: the type of work that a ticket is. */
  issueType: z.string().min(1).max(100),
})

const ticketSettingsSchema = z.object({
  tracker: trackerKindSchema,
  github: trackerSettingsSchema,
  gitlab: trackerSettingsSchema,
  jira: trackerSettingsSchema,
})

const ticketSetupSchema = z.object({
  /** False: the folder is restricted, and nothing of its models is sent to a tracker. */
  trusted: z.boolean(),
  settings: ticketSettingsSchema,
  /** Where the token of the chosen tracker goes, and nowhere else; empty while its address cannot be used. */
  origin: z.string(),
  /** Where the token for that origin is kept. */
  token: z.enum(['none', 'disk', 'memory']),
  /** Why the token is asked for again after a restart. */
  tokenNotice: z.string().exactOptional(),
})

const ticketInputSchema = z.object({
  riskIds: z.array(z.string().min(1).max(300)).min(1).max(5000),
  title: z.string().trim().min(1).max(255),
  body: z.string().max(60_000),
})

const problemSchema = z.object({ message: z.string(), hint: z.string().exactOptional() })

const ticketItemSchema = z.object({
  /** Its place in the run. */
  id,
  riskIds: z.array(z.string()),
  title: z.string(),
  /** `found`: an earlier run had made it, so it was not made again. */
  state: z.enum(['waiting', 'running', 'created', 'found', 'failed', 'stopped']),
  /** The ids to write into the model, and where each ticket is read; earlier runs may have grouped otherwise. */
  filed: z.array(z.object({ riskIds: z.array(z.string()), ticket: ticketId, url: z.string() })),
  problem: problemSchema.exactOptional(),
})

const ticketRunSchema = z.object({
  run: id,
  /** The model that it is for. */
  path,
  /** Where the tickets go, for display. */
  place: z.string(),
  state: z.enum(['running', 'done', 'stopped']),
  items: z.array(ticketItemSchema),
  /** Why the whole run stopped. */
  problem: problemSchema.exactOptional(),
})

const ticketStateSchema = z.object({
  ticket: ticketId,
  state: z.enum(['open', 'closed', 'gone']),
  /** The tracker's own word. */
  word: z.string(),
  url: z.string(),
})

export const TICKET_METHODS = {
  'tickets.state': { input: nothing, output: ticketSetupSchema },
  /** `unconfirmed` for an address that needs the person's word, `bad-request` for one that is refused. */
  'tickets.configure': {
    input: z.object({
      tracker: trackerKindSchema,
      changes: trackerSettingsSchema.partial(),
      confirmed: z.boolean().exactOptional(),
    }),
    output: ticketSetupSchema,
  },
  /** For the origin of the tracker's address; null forgets it. It goes this way only: nothing answers with it. */
  'tickets.set-token': {
    input: z.object({ tracker: trackerKindSchema, token: z.string().min(1).max(1000).nullable() }),
    output: ticketSetupSchema,
  },
  /** Asks who the token is and whether it sees the project; sends nothing of a model. */
  'tickets.test': {
    input: nothing,
    output: z.object({ account: z.string(), project: z.string(), notes: z.array(z.string()) }),
  },
  /** `restricted` in a folder that is not trusted. Looks up what an earlier run made before it makes anything. */
  'tickets.start': {
    input: z.object({ path, title: z.string(), tickets: z.array(ticketInputSchema).min(1).max(5000) }),
    output: ticketRunSchema,
  },
  /** The ticket under way is finished; no other is begun. */
  'tickets.stop': { input: z.object({ run: id }), output: ticketRunSchema },
  /** Begins the failed and stopped items of a run again, or only these. */
  'tickets.retry': {
    input: z.object({ run: id, items: z.array(id).nullable() }),
    output: ticketRunSchema,
  },
  /** For a page that missed events. */
  'tickets.status': { input: z.object({ run: id }), output: ticketRunSchema },
  /** Those of the chosen project; others are left out. `restricted` in a folder that is not trusted. */
  'tickets.refresh': {
    input: z.object({ tickets: z.array(ticketId).max(5000) }),
    output: z.array(ticketStateSchema),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export const TICKET_EVENTS = {
  /** One item of a run changed its state. */
  'tickets.item': z.object({ run: id, item: ticketItemSchema }),
  /** A run ended, by itself or by the person. */
  'tickets.ended': z.object({
    run: id,
    state: ticketRunSchema.shape.state,
    problem: problemSchema.exactOptional(),
  }),
} as const satisfies Record<string, z.ZodType>

export type TrackerSettings = z.infer<typeof trackerSettingsSchema>
export type TicketSettings = z.infer<typeof ticketSettingsSchema>
export type TicketSetup = z.infer<typeof ticketSetupSchema>
export type TicketItem = z.infer<typeof ticketItemSchema>
export type TicketRun = z.infer<typeof ticketRunSchema>

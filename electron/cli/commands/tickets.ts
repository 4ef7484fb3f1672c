/** Turns risks that nobody decided on into tickets, each once, and writes their ids into the models. */
import { plural } from '../../../shared/core/text.ts'
import type { TicketItem } from '../../../shared/protocol/tickets.ts'
import { printTicketCsv, printTicketMarkdown } from '../../../shared/report/tickets/lists.ts'
import { parseBlocks } from '../../../shared/triage/tickets/blocks.ts'
import { keysToWrite } from '../../../shared/triage/tickets/keys.ts'
import { ownSettingsFolder } from '../../backend/settings/place.ts'
import { createTicketSettings } from '../../backend/tickets/connection/tracker-settings.ts'
import { SETTLE } from '../../backend/tickets/http/wait.ts'
import { createTickets, type TicketJob } from '../../backend/tickets/run/create-tickets.ts'
import { type Turn, takeTurn } from '../../backend/tickets/run/run-lock.ts'
import { writeTickets } from '../../backend/tickets/run/write-back.ts'
import { createTracker } from '../../backend/tickets/trackers/create-tracker.ts'
import type { Tracker } from '../../backend/tickets/trackers/tracker.ts'
import { loadModels } from '../models.ts'
import { type ExitCode, print, say, visible } from '../output.ts'
import { checkOptions, chooseTracker, type TicketsOptions, tokenOr } from '../tickets/options.ts'
import { takeTokens } from '../tickets/tokens.ts'
import { checkWritable, planWork, type TicketWork } from '../tickets/work.ts'

/** 0: every ticket is there and in its model. 1: some could not be made. 2: none could. */
export async function tickets(paths: string[], options: TicketsOptions): Promise<ExitCode> {
  const tokens = takeTokens(process.env)
  checkOptions(options)
  const works = await planWork(await loadModels(paths), options.group === true)
  const { to } = options
  if (to === 'csv' || to === 'markdown') return printList(works, to, options.label)
  checkWritable(works)
  const settings = ownSettingsFolder()
  const email = process.env.JIRA_EMAIL?.trim() || null
  const parts = await chooseTracker(createTicketSettings(settings), to, options, email)
  if (options.dryRun) return printDryRun(works, createTracker({ ...parts, token: 'none' }))
  const tracker = createTracker({ ...parts, token: tokenOr(to, tokens[to]) })
  const turn = await takeTurn(settings, tracker.place)
  if (turn.isUnsettled)
    say(`The last run was cut off: waiting ${SETTLE / 1000} seconds for what it asked for.`)
  try {
    return await makeAll(works, tracker, turn)
  } finally {
    await turn.end()
  }
}

async function makeAll(works: readonly TicketWork[], tracker: Tracker, turn: Turn): Promise<ExitCode> {
  let exit: ExitCode = 0
  let { isUnsettled } = turn
  let made = 0
  for (const { file, jobs } of works) {
    const counts = { created: 0, found: 0, failed: 0, stopped: 0 }
    const onItem = async (item: TicketItem) => {
      if (item.state === 'running') return
      if (item.state !== 'waiting') counts[item.state] += 1
      // Saved before the next ticket is made: whatever ends this process, at most the last id is looked up again.
      if (item.filed.length > 0) await writeTickets(file.root, file.disk.files.model, item.filed)
      for (const { ticket, url } of item.filed)
        print(`${item.state}  ${visible(ticket)}  ${visible(url)}  ${visible(item.title)}`)
      if (item.problem) say(`${item.title}: ${[item.problem.message, item.problem.hint].join(' ').trim()}`)
    }
    const { state, problem } =
      jobs.length === 0
        ? { state: 'done' as const, problem: undefined }
        : await createTickets({
            ...{ tracker, jobs, signal: new AbortController().signal, onItem, isUnsettled },
            beforeAsking: turn.asking,
          })
    if (jobs.length > 0) isUnsettled = false
    if (problem) say(`stopped: ${[problem.message, problem.hint].join(' ').trim()}`)
    say(`${file.shown}: ${summary(counts)}`)
    made += counts.created + counts.found
    if (state === 'stopped' || counts.failed > 0) exit = 1
    if (state === 'stopped') break
  }
  return exit === 1 && made === 0 ? 2 : exit
}

function summary({
  created,
  found,
  failed,
  stopped,
}: Record<'created' | 'found' | 'failed' | 'stopped', number>) {
  const parts = [
    created > 0 ? `${plural(created, 'ticket')} created` : '',
    found > 0 ? `${found} found from before` : '',
    failed > 0 ? `${failed} failed` : '',
    stopped > 0 ? `${stopped} not tried` : '',
  ].filter(Boolean)
  return parts.join(', ') || 'every risk has a ticket or a decision'
}

/** Exactly what would be sent, without a connection: what an earlier run made is only looked up when it counts. */
function printDryRun(works: readonly TicketWork[], tracker: Tracker): ExitCode {
  const { kind, address, project } = tracker.place
  for (const { file, jobs } of works) {
    for (const job of jobs) print(`${printJob(job, tracker)}\n\n`)
    say(
      `${file.shown}: ${plural(jobs.length, 'ticket')} for ${project} at ${address} (${kind}), nothing was sent`,
    )
  }
  return 0
}

function printJob({ title, body, risks }: TicketJob, tracker: Tracker): string {
  const keys = keysToWrite(risks.map((risk) => risk.keys))
  const printed = tracker.print({ title, blocks: parseBlocks(body), keys })
  const lines = [`Title: ${printed.title}`, ...printed.body.trimEnd().split('\n')]
  return lines.map(visible).join('\n')
}

function printList(works: readonly TicketWork[], to: 'csv' | 'markdown', label = 'fenceline'): ExitCode {
  const lists = works.map(({ file, jobs }) => ({
    model: file.model,
    tickets: jobs.map(({ title, body, risks }) => ({
      title,
      body,
      riskIds: risks.map(({ id }) => id),
      key: risks[0]?.keys.exact ?? '',
    })),
  }))
  // The document that the person asked for, whole: CSV is never coloured or escaped for a terminal.
  process.stdout.write(to === 'csv' ? printTicketCsv(lists, label) : printTicketMarkdown(lists))
  const count = works.reduce((sum, { jobs }) => sum + jobs.length, 0)
  say(`${plural(count, 'ticket')} printed; their ids are not written back`)
  return 0
}

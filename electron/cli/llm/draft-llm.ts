/** `fenceline draft --llm`: the flag is the person's consent for this run, so the folder's trust is not asked. */

import { ignoredSettings } from '../../backend/llm/connection/ignored.ts'
import { createLlmSettings, DEFAULT_LLM_SETTINGS } from '../../backend/llm/connection/llm-settings.ts'
import { createReplyCache } from '../../backend/llm/requests/cache.ts'
import { createAudit } from '../../backend/llm/run/audit.ts'
import { ownSettingsFolder } from '../../backend/settings/place.ts'
import { today } from '../../backend/today.ts'
import { type LoadedModel, loadModels } from '../models.ts'
import { type ExitCode, say } from '../output.ts'
import { takeKey } from '../own-key.ts'
import { runBatch } from './batch.ts'
import { folderOf, openBundle, replayWork, requestsOf, writeBundle } from './bundle-file.ts'
import { printDryRun } from './dry-run.ts'
import type { DraftOptions } from './options.ts'
import { keepOutcomes, type ModelReport, tellReports } from './report.ts'
import { sendWork } from './send.ts'
import { assumed, chooseSettings, type Known, knownOf, reachServer, type Server } from './server.ts'
import { type Done, type Outcome, prepareWork, type Work, type WorkOptions } from './work.ts'

export async function draftWithModel(paths: readonly string[], options: DraftOptions): Promise<ExitCode> {
  const key = takeKey(process.env)
  const files = await loadModels(paths)
  if (options.replay !== undefined) return replay(files, options.replay, options)
  const folder = ownSettingsFolder()
  const own = createLlmSettings(folder)
  const settings = await chooseSettings(own, options)
  await tellIgnored(files)
  const cache = createReplyCache({ settings: folder })
  const common = { key, cache, date: today(), trustPrompts: options.trustPrompts === true }
  if (options.dryRun) {
    const known = (await knownOf(own, settings)) ?? assumed(settings)
    const works = await prepareWork(files, { ...common, ...known, changed: options.changed === true })
    printDryRun(works, options.format, options.batch === true)
    return 0
  }
  if (options.record !== undefined) await folderOf(options.record)
  const server = await reachServer(own, settings, key)
  const audit = createAudit(folder, say)
  const asked: WorkOptions = { ...common, ...knownPart(server), changed: options.changed === true }
  const { works, outcomes, close, date } = options.batch
    ? await runBatch(files, { ...asked, server, audit, folder })
    : await runNow(files, asked, server, audit)
  const reports = await keepAll(works, outcomes)
  await close()
  if (options.record !== undefined) {
    await writeBundle(options.record, {
      version: 1,
      date,
      origin: server.origin,
      model: settings.model,
      tier: works.find(({ job }) => job)?.job?.options.tier ?? server.tier,
      maxTokens: works.find(({ job }) => job)?.job?.options.settings.maxTokens ?? settings.maxTokens,
      requests: works.flatMap((work, index) => requestsOf(work, outcomes[index] ?? [])),
    })
  }
  return tellReports(reports, outcomes, options.format)
}

async function runNow(
  files: readonly LoadedModel[],
  asked: WorkOptions,
  server: Server,
  audit: ReturnType<typeof createAudit>,
): Promise<Done> {
  const works = await prepareWork(files, asked)
  return { works, outcomes: await sendWork(works, server, audit), date: asked.date, async close() {} }
}

async function replay(
  files: readonly LoadedModel[],
  file: string,
  { format, trustPrompts }: DraftOptions,
): Promise<ExitCode> {
  const bundle = await openBundle(file)
  const { date, origin: baseURL, model, tier, maxTokens } = bundle
  const works = await prepareWork(files, {
    settings: { ...DEFAULT_LLM_SETTINGS, baseURL, model, maxTokens },
    tier,
    charactersPerToken: undefined,
    key: null,
    cache: null,
    date,
    trustPrompts: trustPrompts === true,
    changed: false,
  })
  const outcomes = replayWork(works, bundle)
  return tellReports(await keepAll(works, outcomes), outcomes, format)
}

async function keepAll(
  works: readonly Work[],
  outcomes: readonly (readonly Outcome[])[],
): Promise<readonly ModelReport[]> {
  const reports: ModelReport[] = []
  for (const [index, work] of works.entries()) reports.push(await keepOutcomes(work, outcomes[index] ?? []))
  return reports
}

function knownPart({ settings, tier, charactersPerToken }: Known): Known {
  return { settings, tier, charactersPerToken }
}

/** Says once for each folder which of its settings are not taken. */
export async function tellIgnored(files: readonly LoadedModel[]): Promise<void> {
  const said = new Set<string>()
  for (const { root } of files) for (const line of await ignoredSettings(root)) said.add(line)
  for (const line of said) say(line)
}

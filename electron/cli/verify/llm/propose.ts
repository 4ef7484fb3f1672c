/** `fenceline verify --llm`: the flag is the person's consent for this run. What comes back is printed, nothing more. */
import { createLlmSettings } from '../../../backend/llm/connection/llm-settings.ts'
import { createReplyCache } from '../../../backend/llm/requests/cache.ts'
import { createAudit } from '../../../backend/llm/run/audit.ts'
import { prepareVerifyJob, type VerifyJob } from '../../../backend/llm/verifying/verify-job.ts'
import { ownSettingsFolder } from '../../../backend/settings/place.ts'
import { today } from '../../../backend/today.ts'
import { tellIgnored } from '../../llm/draft-llm.ts'
import { printDryRun } from '../../llm/dry-run.ts'
import { sendWork } from '../../llm/send.ts'
import { assumed, chooseSettings, type Known, knownOf, reachServer } from '../../llm/server.ts'
import { createPrompts, type Work } from '../../llm/work.ts'
import { say } from '../../output.ts'
import { takeKey } from '../../own-key.ts'
import type { Verified } from '../claims-of.ts'
import type { VerifyOptions } from '../options.ts'
import { type ProposalOrProblem, type Proposals, proposalKey } from '../print.ts'
import { changesOf } from './changes.ts'

interface VerifyWork extends Work {
  readonly job: VerifyJob | null
}

/** By the key of each claim that has a commit. With `--dry-run` nothing is sent, and what would be is printed. */
export async function propose(all: readonly Verified[], options: VerifyOptions): Promise<Proposals> {
  const key = takeKey(process.env)
  const folder = ownSettingsFolder()
  const own = createLlmSettings(folder)
  const settings = await chooseSettings(own, options)
  await tellIgnored(all.map(({ file }) => file))
  const cache = createReplyCache({ settings: folder })
  const promptsOf = createPrompts(options.trustPrompts === true)
  const prepare = async (known: Known): Promise<readonly VerifyWork[]> => {
    const works: VerifyWork[] = []
    for (const verified of all) {
      const { file } = verified
      const changes = await changesOf(verified)
      const prompts = await promptsOf(file.disk.home.folder)
      const asked = { path: file.shown, model: file.model, changes, prompts, cache, key, date: today() }
      const { settings: chosen, tier, charactersPerToken } = known
      const job =
        changes.length === 0
          ? null
          : await prepareVerifyJob({ ...asked, settings: chosen, tier, charactersPerToken })
      works.push({ file, job })
    }
    return works
  }
  if (options.dryRun) {
    printDryRun(await prepare((await knownOf(own, settings)) ?? assumed(settings)), options.format, false)
    return new Map()
  }
  const server = await reachServer(own, settings, key)
  const works = await prepare(server)
  if (works.every(({ job }) => job === null)) {
    say('No claim has a commit, so there is no change to ask about.')
    return new Map()
  }
  const outcomes = await sendWork(works, server, createAudit(folder, say))
  const proposals = new Map<string, ProposalOrProblem>()
  for (const [at, { file, job }] of works.entries()) {
    for (const { run, item, reply } of outcomes[at] ?? []) {
      const read = job && item && reply ? job.proposalOf(item, reply) : undefined
      const claim = proposalKey(file.shown, run.id)
      if (run.problem) proposals.set(claim, { problem: run.problem.message })
      else if (!read) proposals.set(claim, { problem: 'It was not asked: the run was stopped.' })
      else proposals.set(claim, 'problem' in read ? { problem: read.problem.message } : read.proposal)
    }
  }
  return proposals
}

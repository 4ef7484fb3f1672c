/** Writes a run into a bundle, and takes a run's replies from one instead of from a server. */
import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../../shared/core/errors.ts'
import { plural } from '../../../shared/core/text.ts'
import { type Bundle, type BundleRequest, printBundle, readBundle } from '../../../shared/llm/bundle.ts'
import { toFault } from '../../backend/files/faults.ts'
import { readBytes } from '../../backend/files/read-file.ts'
import { writeFile } from '../../backend/files/writer.ts'
import type { Job } from '../../backend/llm/requests/job.ts'
import { say } from '../output.ts'
import { failedOutcome, type Outcome, readOutcome, type Work } from './work.ts'

const MAX_BYTES = 512 * 1024 * 1024
const PRIVATE_FILE = 0o600

/** Fails before anything is paid for when there is no folder to write into. */
export async function folderOf(file: string): Promise<string> {
  const folder = path.dirname(path.resolve(file))
  try {
    return await realpath(folder)
  } catch (error) {
    throw toFault(error, folder, 'write')
  }
}

export async function writeBundle(file: string, bundle: Bundle): Promise<void> {
  const root = await folderOf(file)
  const content = printBundle(bundle)
  await writeFile({ root, path: path.basename(file), content, mode: PRIVATE_FILE, maxBytes: MAX_BYTES })
}

export function requestsOf({ file }: Work, outcomes: readonly Outcome[]): readonly BundleRequest[] {
  return outcomes.flatMap(({ run, item, reply }) =>
    item
      ? [
          {
            file: file.shown,
            target: run.id,
            prompt: { id: item.prompt.id, version: item.prompt.version, hash: item.prompt.hash },
            body: item.body,
            reply: reply?.text ?? null,
            stopReason: reply?.stopReason ?? ('other' as const),
            ...(run.problem ? { problem: run.problem.message } : {}),
            usage: run.usage,
          },
        ]
      : [],
  )
}

export async function openBundle(file: string): Promise<Bundle> {
  const root = await folderOf(file)
  const bytes = await readBytes(path.join(root, path.basename(file)), file, undefined, MAX_BYTES)
  const { bundle, diagnostics } = readBundle(bytes.toString('utf8'))
  if (bundle) return bundle
  throw new AppError('invalid-file', `${file}: ${diagnostics[0]?.message ?? 'This is not a bundle.'}`, {
    hint: 'Name a file that --record wrote.',
  })
}

/** The outcomes that the bundle holds for each model. A reply to another request is not taken. */
export function replayWork(works: readonly Work[], bundle: Bundle): readonly (readonly Outcome[])[] {
  const left = new Set(bundle.requests)
  const all = works.map(({ file, job }) => {
    const mine = bundle.requests.filter((request) => request.file === file.shown)
    for (const request of mine) left.delete(request)
    return replayOne(job, mine)
  })
  for (const file of new Set([...left].map((request) => request.file))) {
    const count = [...left].filter((request) => request.file === file).length
    say(`${file} is in the bundle with ${plural(count, 'target')} and was not named`)
  }
  return all
}

function replayOne(job: Job | null, requests: readonly BundleRequest[]): readonly Outcome[] {
  const byTarget = new Map(requests.map((request) => [request.target, request]))
  const known = (job?.items ?? []).flatMap((item): Outcome[] => {
    const request = byTarget.get(item.id)
    byTarget.delete(item.id)
    if (!job || !request) return []
    const { body, reply, stopReason, problem, usage } = request
    if (body !== item.body) {
      const message = 'Its request differs from the one in the bundle, so the recorded reply was not taken.'
      return [failedOutcome(item.id, message, usage, item)]
    }
    if (reply !== null) return [readOutcome(job, item, { text: reply, stopReason }, usage)]
    return [failedOutcome(item.id, problem ?? 'It was not answered.', usage, item)]
  })
  const gone = [...byTarget.values()].map(({ target, usage }) =>
    failedOutcome(target, 'It is in the bundle and the model has no such target.', usage),
  )
  return [...known, ...gone]
}

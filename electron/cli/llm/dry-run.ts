/** Prints exactly what would be sent, and opens no connection. */
import { hashText, plural } from '../../../shared/core/text.ts'
import type { Plan } from '../../../shared/protocol/llm.ts'
import { batchBody } from '../../backend/llm/provider/batch-body.ts'
import type { Job } from '../../backend/llm/requests/job.ts'
import { planOf } from '../../backend/llm/requests/plan.ts'
import { print, printJson, say, table, visible } from '../output.ts'
import { isOpen, type Work } from './work.ts'

/** `batch`: as the entries of one batch, which are other bytes than those of a request. */
export function printDryRun(works: readonly Work[], format: 'text' | 'json', batch: boolean): void {
  const shown = works.flatMap(({ file, job }) =>
    job ? [{ file: file.shown, job, items: sentOf(job, batch) }] : [],
  )
  if (format === 'json')
    printJson(shown.flatMap(({ file, items }) => items.map((item) => ({ file, ...item }))))
  else for (const { file, job, items } of shown) printJob(file, job, items)
  const items = works.flatMap(({ job }) => job?.items ?? [])
  const open = items.filter(isOpen).length
  say(`${plural(open, 'request')} would be sent, ${plural(items.length - open, 'target')} answered before`)
}

interface Sent {
  readonly target: string
  readonly bytes: number
  readonly inputTokens: number
  readonly hash: string
  readonly body: string
}

function sentOf({ items }: Job, batch: boolean): readonly Sent[] {
  return items.filter(isOpen).map(({ id, body: streamed, inputTokens }) => {
    const body = batch ? batchBody(streamed) : streamed
    return { target: id, bytes: Buffer.byteLength(body), inputTokens, hash: hashText(body), body }
  })
}

/** Bodies hold no control or unseen characters (see `outbound-text.ts`), so they are printed as they are. */
function printJob(file: string, job: Job, items: readonly Sent[]): void {
  const plan = planOf(job, 'dry-run')
  print(`${visible(file)}: ${visible(plan.model)} at ${plan.origin}, ${plan.tier}`)
  if (plan.replacements.length > 0) {
    print('Replaced before anything is sent:')
    print(
      table(
        plan.replacements.map(({ placeholder, kind, shown, count }) => [
          `  ${placeholder}`,
          kind,
          `${count}x`,
          visible(shown),
        ]),
      ),
    )
  }
  print(`${plan.inputTokens} tokens in, at most ${plan.outputTokens} out${costText(plan)}`)
  for (const { target, bytes, body, inputTokens, hash } of items) {
    print(`\n${visible(target)}: ${bytes} bytes, ${inputTokens} tokens, SHA-256 ${hash}`)
    print(body)
  }
}

function costText({ cost }: Plan): string {
  if (cost.expected === null || cost.most === null) return ''
  return `, about $${cost.expected.toFixed(4)}, at most $${cost.most.toFixed(4)}`
}

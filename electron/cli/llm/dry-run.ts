/** Prints exactly what would be sent, and opens no connection. */
import { plural } from '../../../shared/core/text.ts'
import type { Plan } from '../../../shared/protocol/llm.ts'
import type { Job } from '../../backend/llm/job.ts'
import { planOf } from '../../backend/llm/plan.ts'
import { print, printJson, say, table, visible } from '../output.ts'
import { isOpen, type Work } from './work.ts'

export function printDryRun(works: readonly Work[], format: 'text' | 'json'): void {
  if (format === 'json') printJson(works.flatMap(({ file, job }) => (job ? listed(file.shown, job) : [])))
  else for (const { file, job } of works) if (job) printJob(file.shown, job)
  const items = works.flatMap(({ job }) => job?.items ?? [])
  const open = items.filter(isOpen).length
  say(`${plural(open, 'request')} would be sent, ${plural(items.length - open, 'target')} answered before`)
}

function listed(file: string, { items }: Job): readonly object[] {
  return items.filter(isOpen).map(({ id, body, hash, inputTokens }) => ({
    file,
    target: id,
    bytes: Buffer.byteLength(body),
    inputTokens,
    hash,
    body,
  }))
}

/** Bodies hold no control or unseen characters (see `outbound-text.ts`), so they are printed as they are. */
function printJob(file: string, job: Job): void {
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
  for (const { id, body, inputTokens, hash } of job.items.filter(isOpen)) {
    print(`\n${visible(id)}: ${Buffer.byteLength(body)} bytes, ${inputTokens} tokens, SHA-256 ${hash}`)
    print(body)
  }
}

function costText({ cost }: Plan): string {
  if (cost.expected === null || cost.most === null) return ''
  return `, about $${cost.expected.toFixed(4)}, at most $${cost.most.toFixed(4)}`
}

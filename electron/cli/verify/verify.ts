/** `fenceline verify`: which mitigations that a model claims to have landed have a commit to show. */
import { isUnsupported } from '../../../shared/triage/verifying/verify.ts'
import { loadModels } from '../models.ts'
import { type ExitCode, print, printJson, say } from '../output.ts'
import { readArguments } from '../revisions/places.ts'
import { verifyModels } from './claims-of.ts'
import { checkOptions, type VerifyOptions } from './options.ts'
import { jsonOf, linesOf, summaryOf } from './print.ts'

export async function verify(given: string[], options: VerifyOptions): Promise<ExitCode> {
  checkOptions(options)
  const { range, paths } = await readArguments(given)
  const verified = await verifyModels(await loadModels(paths), range)
  const proposals = options.llm
    ? await (await import('./llm/propose.ts')).propose(verified, options)
    : new Map()
  // What would be sent was printed instead.
  if (options.dryRun) return 0
  if (options.format === 'json') printJson(jsonOf(verified, proposals))
  else for (const each of verified) print(linesOf(each, proposals).join('\n'))
  say(summaryOf(verified))
  return options.exitCode && verified.some(({ claims }) => claims.some(isUnsupported)) ? 1 : 0
}

/** Reads a workspace of AWS Threat Composer (`.tc.json`): its threats, mitigations, assumptions and words. */
import { parseJson } from '../../core/json/parse.ts'
import { EMPTY_LAYOUT } from '../../model/layout.ts'
import type { ReadResult } from '../format.ts'
import { Reporting } from '../reporting.ts'
import { readFile } from './file/file.ts'
import type { Workspace } from './file/types.ts'
import { readWorkspaces } from './mapping/workspaces.ts'

const MAX_LENGTH = 8 * 1024 * 1024
const MAX_ITEMS = 50_000

const JSON_START = /^\uFEFF?\s*[{[]/u
/** Members that only this tool writes. */
const OWN_KEY =
  /"(?:applicationInfo|mitigationLinks|assumptionLinks|brainstormData|threatAction|threatSource|impactedGoal|displayedStatement)"\s*:/u

/** By content, whatever its name; also for a file that is broken further down. */
export function isThreatComposer(text: string): boolean {
  return JSON_START.test(text) && OWN_KEY.test(text)
}

/** Never throws. */
export function readThreatComposer(text: string, file?: string): ReadResult {
  const reporting = new Reporting(text, file)
  const workspaces = contentOf(text, reporting)
  const read = reporting.hasErrors ? undefined : readWorkspaces(workspaces, reporting)
  return {
    model: read?.model ?? null,
    layout: EMPTY_LAYOUT,
    diagnostics: reporting.diagnostics,
    locate: (elementId) => {
      const place = read?.places.get(elementId)
      return place && reporting.rangeOf(place)
    },
  }
}

function contentOf(text: string, reporting: Reporting): readonly Workspace[] {
  const start = { from: 0, to: Math.min(text.length, 1) }
  if (text.length > MAX_LENGTH) {
    const what = 'The file is longer than 8 MB. Take the images out of it: they are not read.'
    reporting.error('threat-composer-too-large', what, start)
    return []
  }
  const { root, fault } = parseJson(text)
  if (fault) {
    const hint = fault.kind === 'malformed' ? 'Correct it, or export the workspace again.' : 'Correct it.'
    reporting.error(`threat-composer-${fault.kind}`, `${fault.message} ${hint}`, fault.at)
    return []
  }
  const workspaces = readFile(root, reporting)
  const count = workspaces.reduce(
    (sum, { threats, mitigations, assumptions, mitigationLinks, assumptionLinks }) =>
      [threats, mitigations, assumptions, mitigationLinks, assumptionLinks].reduce(
        (all, { length }) => all + length,
        sum,
      ),
    0,
  )
  if (count > MAX_ITEMS) {
    const what = 'The file has more than 50,000 threats, mitigations, assumptions and links. Split it.'
    reporting.error('threat-composer-too-large', what, root.at)
  }
  return workspaces
}

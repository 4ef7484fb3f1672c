/** Lists the offline rules, those of the folder's team among them, or says all that one of them says. */

import path from 'node:path'
import { type DescribedRule, listRules } from '../../../shared/analysis/catalogue/describe.ts'
import { packsWith } from '../../../shared/analysis/rule-set/rule-set.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { nearestSlip } from '../../../shared/core/nearest.ts'
import { plural } from '../../../shared/core/text.ts'
import { readConfig } from '../../../shared/formats/fenceline/index.ts'
import type { TeamRule } from '../../../shared/model/team-rule.ts'
import { readInside } from '../../backend/files/read-file.ts'
import { findHome } from '../../backend/model-files/home.ts'
import { type ExitCode, print, printJson, say, table } from '../output.ts'

interface Options {
  readonly format: 'text' | 'json'
  readonly explain?: string
  readonly pack?: string
}

export async function rules(
  [folder = '.']: string[],
  { format, explain, pack: wanted }: Options,
): Promise<ExitCode> {
  const team = await teamRulesOf(folder)
  const all = listRules(team)
  if (explain !== undefined) {
    const rule = getRule(all, explain)
    if (format === 'json') printJson(rule)
    else print(explained(rule))
    return 0
  }
  const packs = packsWith(team).filter(({ id }) => wanted === undefined || id === wanted)
  if (packs.length === 0) {
    throw new AppError('not-found', `There is no pack "${wanted}".`, {
      hint: `The packs are ${packsWith(team)
        .map(({ id }) => id)
        .join(', ')}.`,
    })
  }
  if (format === 'json') {
    printJson({
      packs: packs.map(({ id, title }) => ({ id, title, rules: all.filter(({ pack }) => pack === id) })),
    })
    return 0
  }
  for (const { id, title, isUsual } of packs) {
    const own = all.filter(({ pack }) => pack === id)
    print(table(own.map((rule) => [rule.id, rule.category, rule.appliesTo, rule.reference])))
    const use = isUsual ? '' : '; drafts where a model asks for it (rules: packs)'
    say(`${id}: ${title}, ${plural(own.length, 'rule')}${use}`)
  }
  return 0
}

/** What is wrong with the file, lint tells; here its sound rules count. */
async function teamRulesOf(folder: string): Promise<readonly TeamRule[]> {
  const { folder: home, config } = await findHome(path.resolve(folder, 'threat-model.yaml'))
  const file = await readInside(home, config)
  return file?.text == null ? [] : readConfig(file.text).config.rules
}

function getRule(all: readonly DescribedRule[], id: string): DescribedRule {
  const found = all.find((rule) => rule.id === id)
  if (found) return found
  const meant = nearestSlip(
    id,
    all.map((rule) => rule.id),
  )
  throw new AppError('not-found', `There is no rule "${id}".`, {
    hint: meant ? `Did you mean ${meant}?` : 'Run fenceline rules for the list.',
  })
}

function explained(rule: DescribedRule): string {
  return [
    `${rule.id} (${rule.pack})`,
    rule.title,
    '',
    table([
      ['Category', rule.category],
      ['Applies to', rule.appliesTo],
      ['Severity', rule.severity],
      ['Why', rule.why],
      ['If', rule.assumption],
      ['Then', rule.mitigation],
      ['Reference', [rule.reference, rule.url].filter(Boolean).join(', ')],
    ]),
  ].join('\n')
}

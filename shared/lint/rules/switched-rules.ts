/** Rules about which rules a model switches on and off. */

import { OF_PACKS, TEAM_PACK } from '../../analysis/rule-set/rule-set.ts'
import { PACKS } from '../../analysis/rules/index.ts'
import { nearestSlip } from '../../core/nearest.ts'
import type { Config } from '../../model/config.ts'
import { switchPack, switchRule } from '../../model/edits/rules.ts'
import type { Model } from '../../model/schema.ts'
import { type Finding, fixModel, type LintRule } from '../rule.ts'

export const SWITCHED_RULES: readonly LintRule[] = [
  {
    code: 'switched-rule-unknown',
    severity: 'warning',
    summary: 'The model switches a rule or pack that does not exist',
    docs: 'A rule that is switched off under another name drafts all the same, and a pack under another name drafts nothing. `fenceline rules` lists both.',
    check: ({ rulePacks = [], rulesOff = {} }, { config }) => {
      const packs = PACKS.map(({ id }) => id)
      const off = knownIds(config)
      return [
        ...unknown(rulePacks, packs, 'pack', (now, id, meant) => {
          const without = switchPack(now, id, false)
          return meant === undefined || without === now ? without : switchPack(without, meant, true)
        }),
        ...unknown(Object.keys(rulesOff), off, 'rule or pack', (now, id, meant) => {
          const without = switchRule(now, id, null)
          const reason = now.rulesOff?.[id]
          if (meant === undefined || reason === undefined || now.rulesOff?.[meant] !== undefined)
            return without
          return switchRule(without, meant, reason)
        }),
      ]
    },
  },
  {
    code: 'switched-rule-without-reason',
    severity: 'warning',
    summary: 'A rule is switched off without a reason',
    docs: 'Whoever reads the model later has to know why a rule drafts nothing here: `rules: {off: {rule-id: Tokens are checked by the mesh}}`.',
    check: ({ rulesOff = {} }) =>
      Object.entries(rulesOff).flatMap(([id, reason]) =>
        reason.trim() === ''
          ? [
              {
                elementId: `rule:${id}`,
                message: `The rule "${id}" is switched off without a reason. State why it drafts nothing here.`,
                fix: fixModel('Switch on', id, (now) =>
                  now.rulesOff?.[id]?.trim() === '' ? switchRule(now, id, null) : now,
                ),
              },
            ]
          : [],
      ),
  },
  {
    code: 'team-rule-id-taken',
    severity: 'warning',
    summary: "A rule of the team has the id of a pack's rule",
    docs: 'Drafts and rejections name a rule by its id, so one of the team under an id of a pack is left out. Give it an id of its own in `.fenceline/config.yaml`.',
    check: (_, { config: { rules }, configFile }) =>
      rules
        .filter(({ id }) => OF_PACKS.has(id))
        .map(({ id }): Finding => {
          const range = configFile?.locate(`rule:${id}`)
          return {
            ...(configFile ? { at: { file: configFile.file, ...(range ? { range } : {}) } } : {}),
            message: `The team's rule "${id}" in .fenceline/config.yaml has the id of a pack's rule, so it drafts nothing. Give it another.`,
          }
        }),
  },
]

function knownIds({ rules }: Config): readonly string[] {
  const own = PACKS.flatMap((pack) => [pack.id, ...pack.rules.map(({ id }) => id)])
  return [...own, TEAM_PACK, ...rules.map(({ id }) => id)]
}

function unknown(
  ids: readonly string[],
  known: readonly string[],
  what: string,
  mend: (model: Model, id: string, meant: string | undefined) => Model,
): readonly Finding[] {
  return ids
    .filter((id) => !known.includes(id))
    .map((id) => {
      const meant = nearestSlip(id, known)
      const hint = meant ? `Did you mean "${meant}"?` : 'fenceline rules lists them.'
      return {
        elementId: `rule:${id}`,
        message: `There is no ${what} "${id}". ${hint}`,
        fix: meant
          ? fixModel('Correct', `${id} to ${meant}`, (now) => mend(now, id, meant))
          : fixModel('Remove', id, (now) => mend(now, id, undefined)),
      }
    })
}

import { describe, expect, it } from 'vitest'
import { readConfig } from '../../formats/fenceline/config-file.ts'
import { switchPack, switchRule } from '../../model/edits/rules.ts'
import { CONDITION_WORDS, PLACEHOLDERS } from '../../model/names/rule-words.ts'
import { CATEGORIES } from '../../model/schema.ts'
import type { ConditionTree } from '../../model/team-rule.ts'
import { listRules } from '../catalogue/describe.ts'
import { evaluateModel } from '../evaluate.ts'
import { explainCell } from '../explain.ts'
import { COMPONENT_WORDS, FLOW_WORDS } from '../facts/wording.ts'
import { aTeamRule, RICH_ORDERS } from '../sample.ts'
import { rulesFor } from './rule-set.ts'

const REASON = 'The mesh checks every token'
const cells = (drafts: ReturnType<typeof evaluateModel>) =>
  drafts.map(({ target, category }) => `${target} ${category}`)

describe('a rule that the model switches off', () => {
  const [first] = evaluateModel(RICH_ORDERS)
  const id = first?.rules[0] ?? ''
  const off = switchRule(RICH_ORDERS, id, REASON)

  it('drafts nothing, and all others draft what they did', () => {
    const fired = evaluateModel(off).flatMap(({ rules }) => rules)
    expect(fired).not.toContain(id)
    const before = new Set(evaluateModel(RICH_ORDERS).flatMap(({ rules }) => rules))
    before.delete(id)
    expect(new Set(fired)).toEqual(before)
  })

  it('is named with its reason where it would have drafted alone', () => {
    const silent = CATEGORIES.reduce((model, category) => {
      const draft = evaluateModel(model).find(
        (each) => each.target === first?.target && each.category === category,
      )
      return (draft?.rules ?? []).reduce((next, rule) => switchRule(next, rule, REASON), model)
    }, RICH_ORDERS)
    expect(explainCell(silent, first?.target ?? '', first?.category ?? 'spoofing')).toContain(
      `is switched off for this model: ${REASON}.`,
    )
  })

  it('drafts again when it is switched on', () => {
    const on = switchRule(off, id, null)
    expect(on).toEqual(RICH_ORDERS)
    expect(evaluateModel(on)).toEqual(evaluateModel(RICH_ORDERS))
    expect(switchRule(on, id, null)).toBe(on)
  })
})

describe('a pack', () => {
  it('that is not usual drafts where a model asks for it, and merges with the others', () => {
    const asked = switchPack(RICH_ORDERS, 'microsoft-sdl', true)
    const drafts = evaluateModel(asked)
    expect(drafts.some(({ rules }) => rules.some((rule) => rule.startsWith('sdl-')))).toBe(true)
    expect(new Set(cells(drafts)).size).toBe(drafts.length)
    expect(cells(drafts)).toEqual(expect.arrayContaining(cells(evaluateModel(RICH_ORDERS))))
    expect(switchPack(asked, 'microsoft-sdl', false)).toEqual(RICH_ORDERS)
  })

  it('that is switched off whole drafts nothing', () => {
    expect(evaluateModel(switchRule(RICH_ORDERS, 'fenceline', 'Only our own'))).toEqual([])
  })
})

describe("a team's own rule", () => {
  it('drafts beside those of the packs and names its target', () => {
    const drafts = evaluateModel(RICH_ORDERS, { team: [aTeamRule()] })
    const ours = drafts.filter(({ rules }) => rules.includes('ours'))
    expect(ours.map(({ target }) => target).sort()).toEqual(['postgres', 'redis'])
    expect(ours.map(({ title }) => title)).toContain('Redis is changed by a batch job')
    expect(evaluateModel(RICH_ORDERS).some(({ rules }) => rules.includes('ours'))).toBe(false)
  })

  it('can be switched off as any other', () => {
    const off = switchRule(RICH_ORDERS, 'ours', REASON)
    const fired = evaluateModel(off, { team: [aTeamRule()] }).flatMap(({ rules }) => rules)
    expect(fired).not.toContain('ours')
  })

  it('keeps its drafts from one evaluation to the next while nothing changes', () => {
    const team = [aTeamRule()]
    expect(rulesFor(RICH_ORDERS, team)).toBe(rulesFor({ ...RICH_ORDERS, title: 'Other' }, team))
  })

  it.each(
    (['component', 'crossing'] as const).flatMap((on) =>
      Object.entries(CONDITION_WORDS[on]).map(([word, kind]) => ({ on, word, kind })),
    ),
  )('may say $word of a $on', ({ on, word, kind }) => {
    const when: ConditionTree = { op: 'is', word, values: kind === 'list' ? ['gateway', 'payment'] : [] }
    const rule = aTeamRule({ on, when, title: `{${PLACEHOLDERS[on][0]}} fails` })
    const { rules } = rulesFor(RICH_ORDERS, [rule])
    expect(rules.at(-1)?.id).toBe('ours')
    expect(() => evaluateModel(RICH_ORDERS, { team: [rule] })).not.toThrow()
  })

  it('that this version does not understand drafts nothing', () => {
    const rule = aTeamRule({ when: { op: 'is', word: 'sortsOf', values: [] } })
    expect(evaluateModel(RICH_ORDERS, { team: [rule] })).toEqual(evaluateModel(RICH_ORDERS))
  })

  it('has the placeholders that the words of the packs have', () => {
    expect(PLACEHOLDERS.component).toEqual(Object.keys(COMPONENT_WORDS))
    expect(PLACEHOLDERS.crossing).toEqual(Object.keys(FLOW_WORDS))
  })

  it('has an id that no pack has, or it is left out', () => {
    const [known] = listRules()
    const text = `rules: [{id: ${known?.id}, category: tampering, on: component, when: store, title: "{it}", why: w, assumption: a, mitigation: m, reference: r, severity: low}]`
    const { rules } = readConfig(text).config
    const before = evaluateModel(RICH_ORDERS)
    expect(evaluateModel(RICH_ORDERS, { team: rules })).toEqual(before)
  })
})

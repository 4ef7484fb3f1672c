import { describe, expect, it } from 'vitest'
import { openDrafts } from '../../analysis/redrafting/open-drafts.ts'
import { hashText } from '../../core/text.ts'
import { readModel } from '../../formats/fenceline/model/read-model.ts'
import { ORDERS } from '../../formats/fenceline/templates/orders.ts'
import type { Category, Draft, Model, Remark } from '../../model/schema.ts'
import { markNotApplicable, rejectDraft, unrejectDraft } from '../../triage/analyses.ts'
import { dismissRemark } from '../../triage/remarks.ts'
import { addRisk, keepDraft, updateRisk } from '../../triage/risks.ts'
import { CELLS, type Wording } from './rewordings.test-support.ts'
import { takeResult } from './take-result.ts'

const DATE = { date: '2026-11-25' }

function orders(): Model {
  const { model } = readModel(ORDERS, 'threat-model.yaml')
  if (!model) throw new Error('The template cannot be read.')
  return model
}

const MODEL = orders()

function aDraft(target: string, category: Category, words: Wording, part: Partial<Draft> = {}): Draft {
  const key = hashText(`${target}|${category}|${words.title}`, 8)
  return {
    id: `${target}-${category}-llm`,
    key,
    target,
    category,
    ...words,
    assumption: 'As drawn.',
    mitigation: 'Mend it.',
    certainty: 'inferred',
    severity: 'medium',
    rules: [],
    facts: [],
    evidence: [target],
    source: { by: 'llm', llm: 'claude-sonnet-5-5', prompt: 'stride-component@1' },
    ...part,
  }
}

const POISONING = {
  title: 'Session entries poisoned in the cache',
  description: 'Redis asks for no password.',
}
const POISONED_AGAIN = {
  title: 'Cache poisoning through unauthenticated writes',
  description: 'Any host can set keys.',
}
const GADGET = {
  title: 'Unsafe deserialisation of cached objects',
  description: 'A crafted value runs code.',
}

const drafted = (words: Wording, part: Partial<Draft> = {}): Draft =>
  aDraft('redis', 'tampering', words, part)
const answer = (...drafts: readonly Draft[]) => ({ target: 'redis', drafts, remarks: [] })
const waitingFor = (model: Model, ...drafts: readonly Draft[]) => ({
  model,
  drafts,
  remarks: [] as readonly Remark[],
})

describe('drafts of an answered target', () => {
  it('keep id and key when they come back in other words, and take the new words', () => {
    const { drafts } = takeResult(waitingFor(MODEL, drafted(POISONING)), answer(drafted(POISONED_AGAIN)))
    expect(drafts).toEqual([{ ...drafted(POISONED_AGAIN), key: drafted(POISONING).key }])
  })

  it('go when they are not said again, and those of other targets stay', () => {
    const other = aDraft('postgres', 'tampering', POISONING)
    const { drafts } = takeResult(waitingFor(MODEL, drafted(POISONING), other), answer(drafted(GADGET)))
    expect(drafts).toEqual([other, drafted(GADGET)])
  })

  it('are the same objects when the same answer comes again', () => {
    const waiting = waitingFor(MODEL, drafted(POISONING), drafted(GADGET, { id: 'other' }))
    expect(takeResult(waiting, answer(drafted(POISONING), drafted(GADGET, { id: 'other' })))).toBe(waiting)
  })

  it('of a known key find their own place before one in like words can take it', () => {
    const like = drafted({ title: 'Session entries poisoned', description: '' }, { id: 'like' })
    const before = waitingFor(MODEL, drafted(POISONING))
    expect(takeResult(before, answer(like, drafted(POISONING))).drafts).toEqual([drafted(POISONING)])
  })

  it('get ids that no other draft has', () => {
    const { drafts } = takeResult(waitingFor(MODEL), answer(drafted(POISONING), drafted(GADGET)))
    expect(drafts.map(({ id }) => id)).toEqual(['redis-tampering-llm', 'redis-tampering-llm-2'])
  })

  it('that say the same twice become one with the evidence of both', () => {
    const again = drafted(POISONED_AGAIN, { evidence: ['orders-service'] })
    const { drafts } = takeResult(waitingFor(MODEL), answer(drafted(POISONING), again))
    expect(drafts).toEqual([{ ...drafted(POISONING), evidence: ['redis', 'orders-service'] }])
  })

  it('that say what a rule said lend it their evidence and are dropped', () => {
    const { evidence: _, ...rest } = drafted(POISONING)
    const rule: Draft = {
      ...rest,
      rules: ['cache-writable'],
      source: { by: 'rules', rule: 'cache-writable' },
    }
    const { drafts } = takeResult(waitingFor(MODEL, rule), answer(drafted(POISONED_AGAIN), drafted(GADGET)))
    expect(drafts).toEqual([
      { ...rule, evidence: ['redis'] },
      { ...drafted(GADGET), id: 'redis-tampering-llm-2' },
    ])
  })

  it('of rules are never taken away', () => {
    const rule: Draft = { ...drafted(POISONING), rules: ['x'], source: { by: 'rules', rule: 'x' } }
    expect(takeResult(waitingFor(MODEL, rule), answer()).drafts).toEqual([rule])
  })
})

describe('a decision outlives other words', () => {
  it('of a rejected threat, until it is taken back', () => {
    const model = rejectDraft(MODEL, drafted(POISONING), 'The network is closed.')
    for (const known of [[drafted(POISONING)], []]) {
      const { drafts } = takeResult(waitingFor(model, ...known), answer(drafted(POISONED_AGAIN)))
      expect(openDrafts(model, drafts)).toEqual([])
      const back = unrejectDraft(model, 'redis', drafted(POISONING).key)
      expect(openDrafts(back, drafts)).toHaveLength(1)
    }
  })

  it('of a rejected threat that comes back twice in one answer', () => {
    const model = rejectDraft(MODEL, drafted(POISONING), 'No')
    const { drafts } = takeResult(waitingFor(model), answer(drafted(POISONED_AGAIN), drafted(POISONING)))
    expect(drafts).toHaveLength(1)
    expect(openDrafts(model, drafts)).toEqual([])
  })

  it('of a kept one whose every word was edited', () => {
    const kept = keepDraft(MODEL, drafted(POISONING), DATE)
    const edited = updateRisk(kept, kept.risks[0]?.id ?? '', {
      title: 'Ticket 12',
      description: 'See there.',
    })
    const { drafts } = takeResult(waitingFor(edited, drafted(POISONING)), answer(drafted(POISONED_AGAIN)))
    expect(openDrafts(edited, drafts)).toEqual([])
    expect(drafts).toEqual([drafted(POISONING)])
  })

  it('of a risk that a person wrote', () => {
    const model = addRisk(MODEL, { target: 'redis', category: 'tampering', ...POISONING })
    expect(takeResult(waitingFor(model), answer(drafted(POISONED_AGAIN))).drafts).toEqual([])
  })

  it('of a kept one in another category, which hides nothing', () => {
    const model = addRisk(MODEL, { target: 'redis', category: 'spoofing', ...POISONING })
    expect(takeResult(waitingFor(model), answer(drafted(POISONED_AGAIN))).drafts).toHaveLength(1)
  })

  it('of a category that does not apply, whose drafts do not pile up', () => {
    const model = markNotApplicable(MODEL, 'redis', 'tampering', 'Read only.')
    const first = takeResult(waitingFor(model), answer(drafted(POISONING)))
    const second = takeResult({ model, ...first }, answer(drafted(GADGET)))
    expect(second.drafts).toEqual([drafted(GADGET)])
    expect(openDrafts(model, second.drafts)).toEqual([])
  })
})

describe('remarks', () => {
  const remark = (part: Partial<Remark>): Remark => ({
    id: 'r',
    kind: 'question',
    target: 'redis',
    text: 'Who may flush the cache?',
    source: { by: 'llm' },
    ...part,
  })
  const question = remark({})
  const cannot = remark({ id: 'c', kind: 'cannot-assess', category: 'spoofing', text: 'Which password?' })

  it('of an answered target replace its earlier ones and leave questions', () => {
    const elsewhere = { ...cannot, id: 'e', target: 'postgres' }
    const fresh = { ...cannot, id: 'd', text: 'Which users?' }
    const waiting = { model: MODEL, drafts: [], remarks: [question, cannot, elsewhere] }
    const { remarks } = takeResult(waiting, { target: 'redis', drafts: [], remarks: [fresh] })
    expect(remarks).toEqual([question, elsewhere, fresh])
    expect(
      takeResult({ ...waiting, remarks }, { target: 'redis', drafts: [], remarks: [fresh] }).remarks,
    ).toBe(remarks)
  })

  it('that ask replace the earlier questions, without those that a note answers', () => {
    const other = remark({ id: 'o', text: 'Can refunds be repeated?' })
    const waiting = {
      model: { ...MODEL, notes: ['Who may flush the cache? Operators only.'] },
      drafts: [],
      remarks: [remark({ id: 'old', text: 'Old?' }), cannot],
    }
    const { remarks } = takeResult(waiting, { target: null, drafts: [], remarks: [question, other] })
    expect(remarks).toEqual([cannot, other])
  })

  it('that a person dismissed do not come again in other words, and the others do', () => {
    const said = remark({ id: 'gone', text: 'Who may flush the cache?', category: 'spoofing' })
    const unclear = { ...cannot, id: 'c', text: 'Whether Redis asks for a password.' }
    const document = { model: MODEL, remarks: [said, unclear] as readonly Remark[] }
    const { remarks } = dismissRemark(dismissRemark(document, 'gone'), 'c')
    const waiting = { model: MODEL, drafts: [], remarks }
    const reworded = remark({ id: 'again', text: 'Who is allowed to flush the cache?' })
    const other = remark({ id: 'other', text: 'Can refunds be repeated?' })
    const elsewhere = { ...reworded, id: 'elsewhere', target: 'postgres' }
    const asked = takeResult(waiting, { target: null, drafts: [], remarks: [reworded, other, elsewhere] })
    expect(asked.remarks).toEqual([...remarks, other, elsewhere])
    const password = { ...cannot, id: 'p', text: 'Whether clients of Redis need a password.' }
    const tls = { ...cannot, id: 't', text: 'Whether Redis is reached over TLS.' }
    const denied = { ...password, id: 'n', kind: 'not-applicable' as const }
    const answered = takeResult(waiting, { target: 'redis', drafts: [], remarks: [password, tls, denied] })
    expect(answered.remarks).toEqual([...remarks, tls, denied])
    // Runs that say nothing of it do not make it forgotten.
    const silent = takeResult(waiting, { target: null, drafts: [], remarks: [] })
    const later = takeResult({ ...waiting, ...silent }, { target: null, drafts: [], remarks: [reworded] })
    expect(later.remarks).toEqual(remarks)
  })

  it('say nothing of a category that was decided not to apply', () => {
    const model = markNotApplicable(MODEL, 'redis', 'spoofing', 'No one signs in.')
    const waiting = { model, drafts: [], remarks: [] }
    expect(takeResult(waiting, { target: 'redis', drafts: [], remarks: [cannot] })).toBe(waiting)
  })
})

/** A small generator of the same numbers on every machine. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

function shuffled<T>(items: readonly T[], next: () => number): readonly T[] {
  return items
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

it.each([1, 2, 3])(
  'no decision is lost or resurrected over ten shuffled, reworded re-runs (seed %i)',
  (seed) => {
    const next = random(seed)
    const threats = CELLS.flatMap(({ target, category, threats: all }) =>
      all.map((wordings, at) => ({ target, category, wordings, at })),
    )
    expect(threats.length).toBeGreaterThanOrEqual(30)
    const run = (state: { model: Model; drafts: readonly Draft[] }, round: number): readonly Draft[] => {
      let waiting = { ...state, remarks: [] as readonly Remark[] }
      for (const target of shuffled([...new Set(threats.map((threat) => threat.target))], next)) {
        const fresh = shuffled(
          threats.filter((threat) => threat.target === target),
          next,
        ).map(({ category, wordings, at }) => {
          const words = wordings[(round + at) % wordings.length]
          if (!words) throw new Error('no wording')
          return aDraft(target, category, words)
        })
        waiting = { ...waiting, ...takeResult(waiting, { target, drafts: fresh, remarks: [] }) }
      }
      return waiting.drafts
    }

    let drafts = run({ model: MODEL, drafts: [] }, 0)
    expect(drafts).toHaveLength(threats.length)
    let model = markNotApplicable(MODEL, 'orders-service', 'repudiation', 'Legal keeps its own records.')
    const decided = drafts
      .filter(({ category }) => category !== 'repudiation')
      .filter((_, at) => at % 4 !== 3)
    for (const [at, draft] of decided.entries()) {
      if (at % 3 === 0) model = rejectDraft(model, draft, 'Fiction')
      else model = keepDraft(model, draft, DATE)
      const risk = model.risks.at(-1)
      if (at % 3 === 2 && risk)
        model = updateRisk(model, risk.id, {
          title: `Finding ${at}`,
          description: 'Other.',
          mitigation: undefined,
        })
    }
    const before = model
    const open = openDrafts(model, drafts).map(({ key }) => key)
    let resurrected = 0
    let lost = 0
    for (let round = 1; round <= 10; round += 1) {
      drafts = run({ model, drafts }, round)
      const now = new Set(openDrafts(model, drafts).map(({ key }) => key))
      resurrected += [...now].filter((key) => !open.includes(key)).length
      lost += open.filter((key) => !now.has(key)).length
      expect(new Set(drafts.map(({ id }) => id)).size).toBe(drafts.length)
    }
    console.log(
      `Re-runs, seed ${seed}: ${decided.length} decisions of ${threats.length} threats, ${resurrected} resurrected, ` +
        `${lost} open drafts lost`,
    )
    expect(resurrected).toBe(0)
    expect(lost).toBe(0)
    expect(model).toBe(before)
    // Every decision still hides its own draft, and taking one back shows one draft.
    for (const { target, rejected } of model.analyses) {
      for (const { key } of rejected) {
        const back = openDrafts(unrejectDraft(model, target, key), drafts)
        expect(back).toHaveLength(open.length + 1)
      }
    }
  },
)

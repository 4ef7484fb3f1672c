import { describe, expect, it } from 'vitest'
import type { Kind } from '../../../model/schema.ts'
import { factsBehind } from '../../conditions/condition.ts'
import { factsOf } from '../../facts/build.ts'
import type { FlowFacts } from '../../facts/facts.ts'
import { wordingOf } from '../../facts/wording.ts'
import { aComponent, aFlow, aModel, aZone } from '../../sample.ts'
import { RULES } from '../index.ts'
import { SDL_RULES } from './interactions.ts'

const KINDS: Readonly<Record<string, Kind>> = { E: 'external', P: 'process', S: 'store' }

/** `P Shop > S Postgres {https jwt}` inside one zone, `P Shop >> S Postgres` into another. */
function interaction(line: string): FlowFacts {
  const match = /^([EPS]) (.*?) (>>?) ([EPS]) (.*?)(?: \{(\S+)(?: (\S+))?\})?$/u.exec(line)
  if (!match) throw new Error(line)
  const [, from = '', source = '', arrow, to = '', target = '', protocol, authentication] = match
  const model = aModel({
    components: [
      aComponent({ id: 'a', kind: KINDS[from] ?? 'process', title: source, zone: 'one' }),
      aComponent({
        id: 'b',
        kind: KINDS[to] ?? 'process',
        title: target,
        zone: arrow === '>>' ? 'two' : 'one',
      }),
    ],
    flows: [
      aFlow({
        from: 'a',
        to: 'b',
        ...(protocol ? { protocol } : {}),
        ...(authentication ? { authentication } : {}),
      }),
    ],
    boundaries: [aZone('one', 'One'), aZone('two', 'Two')],
  })
  const [facts] = factsOf(model).flows
  if (!facts) throw new Error(line)
  return facts
}

/** Per rule an interaction on which it fires and one, as near as can be, on which it does not. */
const CASES: Readonly<Record<string, readonly [fires: string, silent: string]>> = {
  'sdl-source-process-spoofed': ['P Shop >> P Till', 'P Shop >> P Till {https jwt}'],
  'sdl-destination-process-spoofed': ['P Shop >> P Till', 'P Shop >> P Till {https}'],
  'sdl-source-external-spoofed': ['E Guest > P Till', 'E Guest > P Till {https jwt}'],
  'sdl-source-store-spoofed': ['S Ledger > P Till', 'P Shop > P Till'],
  'sdl-destination-store-spoofed': ['P Till > S Ledger', 'P Till > P Shop'],
  'sdl-destination-external-spoofed': ['P Till >> E Guest', 'P Till > E Guest'],
  'sdl-input-tampered': ['E Guest >> P Till', 'E Guest >> P Till {https}'],
  'sdl-authenticated-flow-tampered': ['P Shop > P Till {http jwt}', 'P Shop > P Till {https jwt}'],
  'sdl-log-tampered': ['P Till > S Audit log', 'P Till > S Ledger'],
  'sdl-sql-injection': ['P Till > S Postgres', 'P Till > S Bucket'],
  'sdl-cross-site-scripting': ['E Guest > P Web application', 'E Guest > P Till'],
  'sdl-stored-cross-site-scripting': ['S Ledger > P Web application', 'P Shop > P Web application'],
  'sdl-store-corrupted': ['P Till >> S Ledger', 'P Till > S Ledger'],
  'sdl-log-forged': ['E Guest > S Audit log', 'E Guest > S Ledger'],
  'sdl-process-denies-receipt': ['P Shop >> P Till', 'P Shop > P Till'],
  'sdl-external-denies-receipt': ['P Till >> E Guest', 'P Till > E Guest'],
  'sdl-store-denies-write': ['P Till >> S Ledger', 'P Till > S Ledger'],
  'sdl-flow-sniffed': ['P Till >> S Ledger', 'E Guest >> S Ledger'],
  'sdl-store-read-too-widely': ['S Ledger > E Guest', 'S Ledger > S Archive'],
  'sdl-credentials-stored-weakly': ['P Till > S Passwords', 'P Till > S Ledger'],
  'sdl-resources-exhausted': ['P Till > S Ledger', 'E Guest > S Ledger'],
  'sdl-process-stopped': ['E Guest >> P Till', 'E Guest > P Till'],
  'sdl-flow-interrupted': ['S Ledger >> S Archive', 'S Ledger > S Archive'],
  'sdl-store-inaccessible': ['P Till >> S Ledger', 'P Till >> P Shop'],
  'sdl-sign-on-weak': ['P Till > E Identity provider', 'P Till > E Guest'],
  'sdl-impersonation': ['E Guest > P Till', 'S Ledger > P Till'],
  'sdl-execution-changed': ['S Ledger >> P Till', 'S Ledger > P Till'],
  'sdl-request-forged-across-sites': ['E Browser >> P Web application', 'E Guest >> P Web application'],
}

describe('a rule of the SDL pack', () => {
  it.each(SDL_RULES.map((rule) => ({ rule, id: rule.id, cases: CASES[rule.id] })))(
    '$id fires where its interaction is drawn, and not on one that differs in one point',
    ({ rule, cases: [fires, silent] = ['', ''] }) => {
      expect([fires, rule.when.holds(interaction(fires))]).toEqual([fires, true])
      expect([silent, rule.when.holds(interaction(silent))]).toEqual([silent, false])
    },
  )

  it('names the facts of its target in every text, and its source', () => {
    for (const rule of SDL_RULES) {
      const facts = interaction(CASES[rule.id]?.[0] ?? '')
      const fill = wordingOf(facts)
      const { from, to } = facts
      for (const text of [rule.title, rule.why, rule.assumption, rule.mitigation].map(fill)) {
        expect(text).not.toMatch(/[{}]/u)
      }
      const words = `${fill(rule.title)} ${fill(rule.why)}`
      expect(words).toContain(from.component.title)
      expect(words).toContain(to.component.title)
      expect(factsBehind(rule.when, facts).length).toBeGreaterThan(0)
      expect(rule.reference).toMatch(/^Microsoft SDL /u)
    }
  })

  it('has an id of its own, and is not in the default pack', () => {
    const ids = [...RULES, ...SDL_RULES].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(RULES.some(({ id }) => id.startsWith('sdl-'))).toBe(false)
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyModel, anyTitle } from '../../test/support/models/random-model.ts'
import { readModel } from '../formats/fenceline/index.ts'
import { TEMPLATES } from '../formats/fenceline/templates/templates.ts'
import type { Model } from '../model/schema.ts'
import { printMarkdown } from './markdown.ts'
import { printLink, printText } from './markdown-text.ts'

const orders = (changes: Partial<Model> = {}): Model => {
  const { model } = readModel(TEMPLATES.find(({ id }) => id === 'orders')?.text ?? '')
  if (!model) throw new Error('the template must read')
  return { ...model, ...changes }
}

test('the report shows the diagram, the crossings and the notes', () => {
  const text = printMarkdown(orders())
  expect(text).toContain('```mermaid\n')
  expect(text).toContain('| Browser → API Gateway | https | trust boundary 1, DMZ | no |')
  expect(text).toContain('6 components, 5 flows, 3 crossings.')
  expect(text).toContain('- Auth: JWT issued by Identity Service, validated at Gateway')
})

test('an accepted risk stands with its reason', () => {
  const text = printMarkdown(
    orders({
      risks: [
        {
          id: 'r1',
          target: 'redis',
          category: 'tampering',
          title: 'Cache writable',
          status: 'accepted',
          justification: 'Private network',
          acceptedBy: 'Ada',
          acceptedUntil: '2027-03-31',
        },
      ],
    }),
  )
  expect(text).toContain('| r1 | Redis | Cache writable | accepted | Private network | Ada | 2027-03-31 |')
})

test('H14 markup, links, images and cell borders in texts come out as text', () => {
  const title =
    '<img src=x onerror=alert(1)> ![a](https://evil.example/x) | `code` [x](javascript:alert(1))\n# head'
  const text = printMarkdown(
    orders({ risks: [{ id: 'r1', target: 'redis', category: 'tampering', title, status: 'unchecked' }] }),
  )
  const row = text.split('\n').find((line) => line.startsWith('| r1 ')) ?? ''
  expect(row).not.toMatch(/<img|!\[|\]\(|`|https:\/\/|javascript:alert/)
  expect(row.split('|')).toHaveLength(10)
})

test('a reviewed crossing, a reason and an open question stand in the report', () => {
  const text = printMarkdown(
    orders({
      analyses: [
        {
          target: 'browser>api-gateway',
          reviewed: '2026-11-23',
          fingerprint: '00000000',
          notApplicable: { repudiation: 'Every request is logged' },
          rejected: [],
        },
        { target: 'redis', notApplicable: {}, rejected: [], outOfScope: 'Run by another team' },
      ],
      risks: [
        {
          id: 'r1',
          target: 'boundary:dmz',
          category: 'spoofing',
          title: '',
          description: 'Rules are wide. More text.',
          assumption: 'Nobody reviews them',
          status: 'unchecked',
        },
      ],
    }),
  )
  expect(text).toContain('trust boundary 1, DMZ | stale |')
  expect(text).toContain('| Browser → API Gateway | repudiation | Every request is logged |')
  expect(text).toContain('| Redis | all | Run by another team |')
  expect(text).toContain('- DMZ: Rules are wide \\(r1, unchecked\\). Is it true that: Nobody reviews them')
  expect(text).toContain('changed since its last review.')
})

test('a target links to its place only where the link stays in the repo', () => {
  expect(printLink('A', 'threat-model.yaml#L12')).toBe('[A](threat-model.yaml#L12)')
  expect(printLink('A', 'a (b).yaml')).toBe('A')
  expect(printLink('A', 'x(1).yaml')).toBe('[A](x%281%29.yaml)')
  for (const bad of [
    'javascript:alert(1)',
    'https://evil.example',
    '//evil.example',
    '\\\\evil',
    undefined,
  ]) {
    expect(printLink('A', bad)).toBe('A')
  }
})

test('no text makes markup, a row more or an invisible character', () => {
  fc.assert(
    fc.property(anyTitle, (text) => {
      const printed = printText(text)
      const plain = printed
        .replaceAll('<br>', ' ')
        .replace(/&(?:amp|lt|gt|#\d+);/g, '')
        .replace(/\\[\\*_[\]{}()#+!~$=.-]/g, '')
      expect(plain).not.toMatch(/[<>&|`*_[\]{}()#+!~$@\n\r]|:\/\/|[\u202a-\u202e\u200b]/)
    }),
  )
})

test('the report of any model is the same twice and ends with one new line', () => {
  fc.assert(
    fc.property(anyModel(), (model) => {
      const text = printMarkdown(model)
      expect(text).toBe(printMarkdown(structuredClone(model)))
      expect(text).toMatch(/[^\n]\n$/)
      expect(text.split('\n').filter((line) => line.startsWith('```'))).toHaveLength(
        model.components.length + model.boundaries.length > 0 ? 2 : 0,
      )
    }),
  )
})

test('a mitigation stands with the risks that it answers, and at each of them', () => {
  const risk = (id: string) =>
    ({
      id,
      target: 'redis',
      category: 'tampering',
      title: id,
      status: 'in-progress',
      mitigations: ['tls'],
    }) as const
  const text = printMarkdown(
    orders({
      risks: [{ ...risk('r1'), mitigation: 'A password' }, risk('r2')],
      mitigations: [{ id: 'tls', title: 'TLS', status: 'landed', evidence: ['a1b2c3d', 'PR 7'] }],
    }),
  )
  expect(text).toContain('| A password<br>TLS \\(landed\\) | in-progress |')
  expect(text).toContain('| tls | TLS | landed | r1, r2 |   |   | a1b2c3d<br>PR 7 |')
})

import { expect, test } from 'vitest'
import type { Figure } from './figure.ts'
import { parseOptions } from './options.ts'
import { compareReports, printTable, type Report } from './report.ts'
import { runBench } from './run.ts'
import { rules } from './work/rules.ts'

const figure = (work: string, unit: Figure['unit'], ...runs: readonly number[]): Figure => ({
  group: 'canvas',
  work,
  components: 1000,
  unit,
  runs,
})

const report = (calibration: number, ...figures: readonly Figure[]): Report => ({
  version: 1,
  date: '2026-01-01T00:00:00.000Z',
  machine: { cpu: 'any', cores: 2, node: 'v24', load: 0, commit: 'abc' },
  calibrations: [calibration, calibration],
  figures,
})

test('a bench of a tiny model gives each figure as many runs as were asked for', async () => {
  const { figures, calibrations } = await runBench(
    [rules],
    { only: ['rules'], sizes: [20], runs: 2 },
    () => {},
  )
  expect(figures.length).toBeGreaterThan(3)
  expect(figures.every(({ components, runs }) => components === 20 && runs.length === 2)).toBe(true)
  expect(calibrations).toHaveLength(2)
})

test('groups that were not asked for do not run', async () => {
  const { figures } = await runBench([rules], { only: ['canvas'], sizes: [20], runs: 1 }, () => {})
  expect(figures).toEqual([])
})

test('a comparison gives the ratio of the medians and flags what got slower by more than a quarter', () => {
  const before = report(
    20,
    figure('select', 'ms', 100, 10, 40),
    figure('save', 'ms', 80),
    figure('zoom', 'fps', 60),
  )
  const now = report(
    20,
    figure('select', 'ms', 60, 20, 900),
    figure('save', 'ms', 96),
    figure('zoom', 'fps', 30),
    figure('new', 'ms', 5),
  )
  const compared = compareReports(now, before)
  expect(compared.map(({ figure: { work }, ratio, isWorse }) => [work, ratio, isWorse])).toEqual([
    ['select', 1.5, true],
    ['save', 1.2, false],
    ['zoom', 2, true],
  ])
})

test('a slower machine is taken out of the times and not out of the memory', () => {
  const before = report(20, figure('select', 'ms', 40), figure('heap', 'MB', 40))
  const now = report(40, figure('select', 'ms', 80), figure('heap', 'MB', 80))
  expect(compareReports(now, before).map(({ adjusted, isWorse }) => [adjusted, isWorse])).toEqual([
    [1, false],
    [2, true],
  ])
})

test('the table sets a median beside its target', () => {
  const table = printTable(report(20, figure('save', 'ms', 50, 400, 90), figure('zoom', 'fps', 20)))
  expect(table).toMatch(/save +1,000 +90 ms +50 ms - 400 ms +100 ms +met/)
  expect(table).toMatch(/zoom +1,000 +20 fps .* +55 fps +MISSED/)
})

test('options name groups that there are and whole numbers', () => {
  const groups = ['canvas', 'rules']
  expect(parseOptions(['--only', 'rules', '--sizes', '1000,5000', '--json', 'x.json'], groups)).toEqual({
    only: ['rules'],
    sizes: [1000, 5000],
    runs: 5,
    json: 'x.json',
    compare: undefined,
  })
  expect(() => parseOptions(['--only', 'canvass'], groups)).toThrow('There is no group canvass')
  expect(() => parseOptions(['--runs', 'many'], groups)).toThrow('--runs takes whole numbers')
})

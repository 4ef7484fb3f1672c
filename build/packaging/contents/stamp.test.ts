import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeBuild, readBuildStamp } from '../../../electron/backend/build-stamp.ts'
import manifest from '../../../package.json' with { type: 'json' }
import { dayOf, makeStamp, printStamp } from './stamp.ts'

const { version } = manifest
const folder = mkdtempSync(path.join(tmpdir(), 'fenceline-stamp-'))
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      GIT_COMMITTER_DATE: '2026-11-27T23:59:59Z',
      GIT_AUTHOR_DATE: '2026-11-27T23:59:59Z',
    },
  }).trim()

beforeAll(() => {
  git('init', '-q')
  writeFileSync(path.join(folder, 'a'), '1')
  git('add', 'a')
  git('commit', '-q', '-m', 'First')
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a build is stamped with its commit and the time of that, not with its own', () => {
  const stamp = makeStamp(folder, {})
  expect(stamp).toEqual({ version, commit: git('rev-parse', 'HEAD'), epoch: 1795823999 })
  expect(dayOf(stamp)).toBe('2026-11-27')
  expect(makeStamp(folder, { SOURCE_DATE_EPOCH: '0' })).toEqual({ ...stamp, epoch: 0 })
})

test('--version tells the stamp beside the bundle, and where the build was not quite the commit', () => {
  const short = git('rev-parse', 'HEAD').slice(0, 7)
  const shown = () => {
    writeFileSync(path.join(folder, 'build.json'), printStamp(makeStamp(folder, {})))
    return describeBuild('1.2.3', readBuildStamp(folder))
  }
  expect(shown()).toBe(`1.2.3 (${short}, 2026-11-27)`)
  writeFileSync(path.join(folder, 'a'), '2')
  expect(shown()).toBe(`1.2.3 (${short}+, 2026-11-27)`)
})

test('without a stamp, or with something else in its place, the version stands alone', () => {
  expect(describeBuild('1.2.3', readBuildStamp(path.join(folder, 'nowhere')))).toBe('1.2.3')
  for (const text of ['', 'null', '{"commit": 1, "date": "x"}', '{"commit": "x"}']) {
    writeFileSync(path.join(folder, 'build.json'), text)
    expect(readBuildStamp(folder)).toBeNull()
  }
})

test('no time is made up where there is none', () => {
  expect(() => makeStamp(tmpdir(), {})).toThrow('SOURCE_DATE_EPOCH')
  expect(() => makeStamp(folder, { SOURCE_DATE_EPOCH: 'now' })).toThrow('SOURCE_DATE_EPOCH')
})

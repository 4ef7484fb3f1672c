// Every id of the safety list is shown by a test that carries it in its name, or has a reason in SECURITY.md.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { RULES } from './rules.ts'
import { idsInSource, idsOf, listReasons, printTable, withTable } from './table.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const PAGE = `${ROOT}SECURITY.md`

/** Test files of the checkout, new ones too, in the order of their names. */
function listTests(): readonly string[] {
  const files = ['ls-files', '-co', '--exclude-standard', '*.test.ts', '*.test.tsx']
  const listed = execFileSync('git', files, { cwd: ROOT, encoding: 'utf8' })
  return [
    ...new Set(listed.split('\n').filter((file) => file && !file.includes('conformance/battery'))),
  ].sort()
}

function filesById(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const file of listTests())
    for (const id of idsInSource(readFileSync(ROOT + file, 'utf8')))
      found.set(id, [...(found.get(id) ?? []), file])
  return found
}

test('every id is in the name of a test or has a reason in SECURITY.md, and none is unknown', () => {
  const files = filesById()
  const reasons = listReasons(readFileSync(PAGE, 'utf8'))
  expect(Object.keys(RULES).filter((id) => !files.has(id) && !reasons.has(id))).toEqual([])
  expect([...files.keys(), ...reasons].filter((id) => !(id in RULES))).toEqual([])
})

test('the table in SECURITY.md is what the names of tests say', () => {
  const page = readFileSync(PAGE, 'utf8')
  const printed = withTable(page, printTable(filesById()))
  if (process.env.FENCELINE_UPDATE !== undefined) writeFileSync(PAGE, printed)
  expect(readFileSync(PAGE, 'utf8')).toBe(printed)
})

test('a name begins with one id, several or a range, and words follow', () => {
  expect(idsOf('S40-S44 S61 is refused')).toEqual(['S40', 'S41', 'S42', 'S43', 'S44', 'S61'])
  expect(idsOf('D2 EIO at any call')).toEqual(['D2'])
  expect(idsOf('S7')).toEqual([])
  expect(idsOf('The threat type S7 holds')).toEqual([])
  expect([...idsInSource("type: 'S1', id: 'S2' }\n test('S3 is denied', () => {})")]).toEqual(['S3'])
  expect([...listReasons('- **S13**, **S14** Only packaged.\n- S15 none\n')]).toEqual(['S13', 'S14'])
})

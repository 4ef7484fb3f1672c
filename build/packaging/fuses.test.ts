import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { RELEASED_WIRE, writeProgram } from '../../test/support/packaging/unpacked-electron.ts'
import { listWrongFuses, setFuses } from './fuses.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'fenceline-fuses-'))
afterAll(() => rmSync(folder, { recursive: true }))

const programWith = (wire: string) => {
  const file = path.join(folder, `program-${wire}`)
  writeProgram(file, wire)
  return file
}
/** After the sentinel, a byte for its version and one for how many there are. */
const wireOf = (file: string) => {
  const after = readFileSync(file, 'latin1').split('aB9tsX')[1] ?? ''
  return after.slice(2, 2 + after.charCodeAt(1))
}

test('S13 a program is closed to its environment and arguments, and nothing else of it changes', async () => {
  const program = programWith(RELEASED_WIRE)
  const before = readFileSync(program, 'latin1')
  await setFuses(program)
  expect(wireOf(program)).toBe('010011001')
  expect(readFileSync(program, 'latin1')).toBe(before.replace(RELEASED_WIRE, '010011001'))
  expect(await listWrongFuses(program)).toEqual([])
})

test('S13 each fuse that is not as it must be is named', async () => {
  expect(await listWrongFuses(programWith(RELEASED_WIRE))).toEqual([
    'RunAsNode is on and must be off',
    'EnableCookieEncryption is off and must be on',
    'EnableNodeOptionsEnvironmentVariable is on and must be off',
    'EnableNodeCliInspectArguments is on and must be off',
    'EnableEmbeddedAsarIntegrityValidation is off and must be on',
    'OnlyLoadAppFromAsar is off and must be on',
    'GrantFileProtocolExtraPrivileges is on and must be off',
  ])
  expect(await listWrongFuses(programWith('01001100'))).toEqual([
    'WasmTrapHandlers is not there and must be on',
  ])
})

test('S13 a fuse of a later Electron is not left to chance', async () => {
  const program = programWith('0100110011')
  await expect(setFuses(program)).rejects.toThrow('strictlyRequireAllFuses')
  expect(await listWrongFuses(program)).toEqual(['fuse 9 is one that nobody decided on'])
})

test('a file without fuses is no program of Electron', async () => {
  const file = path.join(folder, 'text')
  writeFileSync(file, 'text')
  await expect(setFuses(file)).rejects.toThrow('sentinel')
  await expect(listWrongFuses(file)).rejects.toThrow('sentinel')
})

import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../shared/protocol/contract.ts'
import { compiledCodeFolder, settingsFolder } from './place.ts'
import { createSettings } from './settings.ts'

let folder: string
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'fenceline-settings-')), 'inner')
})
afterEach(() => rm(path.dirname(folder), { recursive: true, force: true }))

test('a change is stored privately and the rest stays default', async () => {
  await createSettings(folder).set({ theme: 'dark' })
  expect(await createSettings(folder).get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' })
  expect((await stat(path.join(folder, 'settings.json'))).mode & 0o777).toBe(0o600)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
})

test('settings of an older version are filled up with defaults', async () => {
  await mkdir(folder)
  await writeFile(path.join(folder, 'settings.json'), '{"panels": {"left": false}}')
  expect((await createSettings(folder).get()).panels).toEqual({ ...DEFAULT_SETTINGS.panels, left: false })
})

test('a broken file is kept aside and defaults are used', async () => {
  await mkdir(folder)
  await writeFile(path.join(folder, 'settings.json'), '{"theme": "mauve"}')
  expect(await createSettings(folder).get()).toEqual(DEFAULT_SETTINGS)
  const [kept = ''] = await readdir(folder)
  expect(kept).toMatch(/^settings\.broken-\d+\.json$/)
  expect(await readFile(path.join(folder, kept), 'utf8')).toContain('mauve')
})

test('each system has its own place', () => {
  const at = (platform: string, env = {}) => settingsFolder({ env, platform, home: '/home/ada' })
  expect(at('linux')).toBe('/home/ada/.config/fenceline')
  expect(at('linux', { XDG_CONFIG_HOME: '/x' })).toBe('/x/fenceline')
  expect(at('linux', { XDG_CONFIG_HOME: 'relative' })).toBe('/home/ada/.config/fenceline')
  expect(at('darwin')).toBe('/home/ada/Library/Application Support/Fenceline')
  expect(at('linux', { FENCELINE_CONFIG_DIR: '/own' })).toBe('/own')
})

test('compiled code is kept in a place of the person alone, never in the folder that is worked on', () => {
  const at = (platform: string, env = {}) => compiledCodeFolder({ env, platform, home: '/home/ada' })
  expect(at('linux')).toBe('/home/ada/.cache/fenceline/compiled')
  expect(at('linux', { XDG_CACHE_HOME: '/x' })).toBe('/x/fenceline/compiled')
  expect(at('linux', { XDG_CACHE_HOME: 'relative' })).toBe('/home/ada/.cache/fenceline/compiled')
  expect(at('darwin')).toBe('/home/ada/Library/Caches/Fenceline/compiled')
  expect(at('win32', { LOCALAPPDATA: '/local' })).toBe('/local/Fenceline/compiled')
})

import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseLaunch } from './parse-launch.ts'

const parse = (args: unknown, cwd: unknown = '/home/ada') => parseLaunch({ args, cwd }, path.posix)
const onWindows = (...args: string[]) => parseLaunch({ args, cwd: 'C:\\Users\\ada' }, path.win32)

test('a folder opens, relative to where it was asked for', () => {
  expect(parse(['open', 'repo'])).toEqual({ folder: '/home/ada/repo', model: null })
  expect(parse(['/srv/repo'])).toEqual({ folder: '/srv/repo', model: null })
  expect(parse(['open', 'open'])).toEqual({ folder: '/home/ada/open', model: null })
  expect(onWindows('D:\\repo')).toEqual({ folder: 'D:\\repo', model: null })
})

test('a model file opens its folder with that model', () => {
  expect(parse(['/srv/repo/threat-model.yaml'])).toEqual({ folder: '/srv/repo', model: 'threat-model.yaml' })
  expect(onWindows('docs\\api.threat-model.yaml')).toEqual({
    folder: 'C:\\Users\\ada\\docs',
    model: 'api.threat-model.yaml',
  })
})

test('a double-clicked model opens its folder, as each system names it', () => {
  const shop = { folder: '/home/ada/The shop', model: 'shop.threat-model.yaml' }
  expect(parse(['/home/ada/The shop/shop.threat-model.yaml'])).toEqual(shop)
  expect(parse(['file:///home/ada/The%20shop/shop.threat-model.yaml'])).toEqual(shop)
  expect(onWindows('C:\\The shop\\shop.threat-model.yaml')).toEqual({
    folder: 'C:\\The shop',
    model: 'shop.threat-model.yaml',
  })
})

test('S16 the address of a file names a model of this machine or nothing', () => {
  for (const arg of [
    'file:///home/ada/shop.yaml',
    'file:///home/ada',
    'file://host/srv/threat-model.yaml',
    'file:///srv%2Fthreat-model.yaml',
    'file:///srv/%00/threat-model.yaml',
    'file:///srv/%ff/threat-model.yaml',
    'FILE:///srv/threat-model.yaml',
  ])
    expect(parse([arg])).toBeNull()
  expect(onWindows('file:///C:/srv/threat-model.yaml')).toBeNull()
})

test('nothing named is nothing to open', () => {
  for (const args of [[], ['open'], [''], ['--flag']]) expect(parse(args)).toBeNull()
})

test('S16 flags and addresses are passed over', () => {
  const hostile = [
    '--inspect=9229',
    '--no-sandbox',
    '--load-extension=/tmp/x',
    '-r',
    'https://evil.example/',
    'fenceline://open?folder=/etc',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ms-msdt:/id',
    ' smb://evil/share',
    'vscode:x',
  ]
  expect(parse(hostile)).toBeNull()
  expect(parse([...hostile, 'repo'])).toEqual({ folder: '/home/ada/repo', model: null })
})

test('S16 remote and device paths of Windows, and control characters, are refused', () => {
  for (const arg of ['\\\\evil\\share', '//evil/share', '\\\\?\\C:\\x', '\\\\.\\pipe\\x'])
    expect(onWindows(arg)).toBeNull()
  expect(parse(['re\u0000po'])).toBeNull()
  expect(parse(['re\npo'])).toBeNull()
})

test('S16 what is not such data is refused', () => {
  for (const data of [
    null,
    undefined,
    'repo',
    [],
    {},
    { args: ['repo'] },
    { args: 'repo', cwd: '/' },
    { args: [1], cwd: '/' },
    { args: ['repo'], cwd: 'relative' },
    { args: ['repo'], cwd: '/', more: 1 },
    { args: Array(65).fill('x'), cwd: '/' },
    { args: ['x'.repeat(5000)], cwd: '/' },
    { args: [{ toString: () => '/etc' }], cwd: '/' },
  ])
    expect(parseLaunch(data, path.posix)).toBeNull()
})

test('S16 anything at all gives an absolute folder or nothing', () => {
  const data = fc.oneof(
    fc.anything(),
    fc.record({ args: fc.array(fc.string()), cwd: fc.constant('/home/ada') }),
  )
  fc.assert(
    fc.property(data, (given) => {
      const launch = parseLaunch(given, path.posix)
      return launch === null || path.posix.isAbsolute(launch.folder)
    }),
  )
})

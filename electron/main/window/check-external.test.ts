import { expect, test } from 'vitest'
import { checkExternal } from './check-external.ts'

test('S8 a plain https address passes, as it was parsed', () => {
  expect(checkExternal('https://example.com/a?b#c')?.href).toBe('https://example.com/a?b#c')
  expect(checkExternal('HTTPS://Example.com')?.href).toBe('https://example.com/')
  // What looks like another name is shown as what it is.
  expect(checkExternal('https://еxample.com/')?.href).toMatch(/^https:\/\/xn--/)
})

test('S8 everything else is refused', () => {
  for (const text of [
    'http://example.com',
    'file:///etc/passwd',
    'smb://host/share',
    'ms-msdt:/id PCWDiagnostic',
    'ms-settings:display',
    'search-ms:query=x',
    'javascript:alert(1)',
    'data:text/html,x',
    'vscode://x',
    'mailto:a@example.com',
    '\\\\host\\share',
    '//example.com',
    'example.com',
    '',
    ' https://example.com',
    'https://example.com ',
    'https://exa mple.com',
    '\thttps://example.com',
    'https:\n//example.com',
    'https:example.com',
    'https:/example.com',
    'https://user@example.com',
    'https://user:secret@example.com',
    'https://@example.com',
    'https://example.com\\@evil.example',
    'https://example.com\u0000',
    'https://',
    'https://[::1',
    `https://example.com/${'x'.repeat(3000)}`,
  ])
    expect(checkExternal(text), text).toBeNull()
})

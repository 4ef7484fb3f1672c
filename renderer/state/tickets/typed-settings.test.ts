import { expect, test } from 'vitest'
import type { TrackerSettings } from '../../../shared/protocol/tickets.ts'
import { takeSaved } from './typed-settings.ts'

const settings = (changes: Partial<TrackerSettings>): TrackerSettings => ({
  address: 'https://github.com',
  project: '',
  label: 'fenceline',
  account: '',
  issueType: 'Task',
  ...changes,
})

test('a field takes what was saved, as the process wrote it', () => {
  const saved = settings({ address: 'https://git.example.com' })
  expect(
    takeSaved(
      settings({ address: 'https://git.example.com/' }),
      settings({}),
      saved,
      settings({ address: 'https://git.example.com/' }),
    ),
  ).toEqual(saved)
})

test('a field that went on being typed in while others were saved keeps its text', () => {
  const sent = settings({ project: 'acme' })
  const typed = settings({ project: 'acme/shop', label: 'threat' })
  expect(takeSaved(typed, settings({}), sent, sent)).toEqual(typed)
})

test('what was changed elsewhere comes into fields that nobody touched', () => {
  const typed = settings({ label: 'threat' })
  const saved = settings({ project: 'acme/shop' })
  expect(takeSaved(typed, settings({}), saved, null)).toEqual(
    settings({ label: 'threat', project: 'acme/shop' }),
  )
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { aRepo, type TestRepo } from '../../../test/support/git/a-repo.ts'
import { nameModel } from './name-model.ts'

let made: TestRepo[]
beforeEach(() => {
  made = [aRepo(), aRepo()]
})
afterEach(() => {
  for (const each of made) each.remove()
})

const nameIn = ({ root }: TestRepo, folder = '') => nameModel(`${root}${folder}`, 'threat-model.yaml', 'Shop')

test('clones of one repo, however they were made, name a model alike', async () => {
  const [one, other] = made as [TestRepo, TestRepo]
  one.git('remote', 'add', 'origin', 'git@host.example:acme/shop.git')
  other.git('remote', 'add', 'fork', 'https://host.example/me/shop')
  other.git('remote', 'add', 'origin', 'https://token@host.example/acme/shop.git')
  const name = { path: 'threat-model.yaml', title: 'Shop', repo: 'host.example/acme/shop', others: [] }
  expect([await nameIn(one), await nameIn(other)]).toEqual([name, name])
})

test('a repo that was cloned from nowhere is another than the next one', async () => {
  const [one, other] = made as [TestRepo, TestRepo]
  expect([(await nameIn(one)).repo, (await nameIn(other)).repo]).toEqual([one.root, other.root])
})

test('a model is named from the top of its repo, beside the others there, whichever folder is open', async () => {
  const [repo] = made as [TestRepo]
  repo.write({ 'docs/threat-model.yaml': 'title: Shop\n', 'mail/mail.threat-model.yaml': 'title: Mail\n' })
  expect(await nameIn(repo, '/docs')).toMatchObject({
    path: 'docs/threat-model.yaml',
    others: ['mail/mail.threat-model.yaml'],
  })
})

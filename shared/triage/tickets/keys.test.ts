import { describe, expect, test } from 'vitest'
import { isTicketOf, keysToWrite, type ModelName, parseKeys, printKeys, riskKeys } from './keys.ts'
import { createKnownTickets } from './known-tickets.ts'
import { repoOfAddress } from './repo-of-address.ts'

const SHOP: ModelName = { path: 'threat-model.yaml', title: 'Shop', repo: 'host/acme/shop', others: [] }
const ticket = new Set(keysToWrite(['r1', 'r2'].map((id) => riskKeys(SHOP, id))))
const isOf = (name: Partial<ModelName>, id = 'r1') => isTicketOf(ticket, riskKeys({ ...SHOP, ...name }, id))

describe('a ticket', () => {
  test('is of each risk that it was made for and of no other', () => {
    expect([isOf({}), isOf({}, 'r2'), isOf({}, 'r3')]).toEqual([true, true, false])
  })

  test('is still found after the model got another title', () => {
    expect(isOf({ title: 'Orders' })).toBe(true)
  })

  test('is still found after the model was moved', () => {
    expect(isOf({ path: 'docs/threat-model.yaml' })).toBe(true)
  })

  test('is not taken by a copy of the model while the original is there', () => {
    expect(isOf({ path: 'docs/threat-model.yaml', others: ['threat-model.yaml'] })).toBe(false)
  })

  test('is not taken by another model of the repo with a risk of that id', () => {
    expect(isOf({ path: 'mail/threat-model.yaml', title: 'Mail' })).toBe(false)
  })

  test('is not taken by a model of another repo at that path', () => {
    expect(isOf({ repo: 'host/acme/mail', title: 'Mail' })).toBe(false)
  })

  test('is found from a fork, which is another repo, by path and title', () => {
    expect(isOf({ repo: 'host/me/shop' })).toBe(true)
  })

  test('with the keys that tickets had before these is found by path and title', () => {
    // As the first version wrote it for r1 of Shop.
    const old = new Set(['a1ef8276f9cbab1e'])
    expect(isTicketOf(old, riskKeys(SHOP, 'r1'))).toBe(true)
    expect(isTicketOf(old, riskKeys({ ...SHOP, title: 'Mail' }, 'r1'))).toBe(false)
  })
})

test('keys are read back from where they were printed, and from nothing else', () => {
  expect(parseKeys(`<!-- ${printKeys([...ticket])} -->`)).toEqual([...ticket])
  expect(parseKeys('fenceline: none')).toEqual([])
})

test('of several tickets of a risk the one under its path and title comes first, then the first', () => {
  const known = createKnownTickets()
  const [before, now] = [riskKeys({ ...SHOP, title: 'Orders' }, 'r1'), riskKeys(SHOP, 'r1')]
  known.note('1', keysToWrite([before]))
  expect(known.find(now)).toBe('1')
  known.note('2', keysToWrite([now]))
  known.note('3', keysToWrite([now]))
  expect(known.find(now)).toBe('2')
})

describe('the repo of an address', () => {
  test.each([
    ['git@host.example:Acme/Shop.git', 'host.example/acme/shop'],
    ['ssh://git@host.example:2222/acme/shop.git', 'host.example/acme/shop'],
    ['https://me:token@host.example/acme/shop/', 'host.example/acme/shop'],
    ['https://host.example/acme/shop', 'host.example/acme/shop'],
    ['host.example:acme/shop', 'host.example/acme/shop'],
    ['/srv/git/shop.git', '/srv/git/shop.git'],
    ['../shop', '../shop'],
    ['C:\\git\\shop', 'C:\\git\\shop'],
  ])('%s is %s', (address, repo) => {
    expect(repoOfAddress(address)).toBe(repo)
  })
})

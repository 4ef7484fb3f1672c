import { describe, expect, test } from 'vitest'
import { readMermaid } from '../read.ts'

function kindOf(node: string, rest = ''): readonly [string | undefined, string | undefined] {
  const { model, diagnostics } = readMermaid(`graph LR\n  ${node}\n${rest}`)
  const guess = diagnostics.find(({ code }) => code === 'mermaid-kind-guessed')
  return [model?.components[0]?.kind, guess?.message]
}

describe('the kind of a node', () => {
  test.each([
    ['a[Plain]', 'process', 'since nothing says what else it is'],
    ['a[(Orders)]', 'store', 'from its cylinder shape'],
    ['a[(User)]', 'store', 'from its cylinder shape'],
    ['a@{ shape: datastore, label: "X" }', 'store', 'from its data store shape'],
    ['a(Thing)', 'process', 'from its rounded shape'],
    ['a{Is it?}', 'process', 'from its diamond shape'],
    ['a((User))', 'external', 'from the word "User" in its title'],
    ['a[User service]', 'process', 'from the word "service" in its title'],
    ['a[Service user]', 'external', 'from the word "user" in its title'],
    ['a[Database of users]', 'store', 'from the word "Database" in its title'],
    ['a[Web browser]', 'external', 'from the word "Web browser" in its title'],
    ['a[Customer DBs]', 'store', 'from the word "DBs" in its title'],
    ['a["Stripe (payments)"]', 'external', 'from the word "Stripe" in its title'],
    ['a["Postgres 15"]', 'store', 'from the word "Postgres" in its title'],
    ['a[OrderService]', 'process', 'from the word "Service" in its title'],
    ['a["fa:fa-database Orders"]', 'store', 'from its icon "fa:fa-database"'],
    ['a["fa:fa-user Jane"]', 'external', 'from its icon "fa:fa-user"'],
    ['mainDB[Orders]', 'store', 'from the word "DB" in its id'],
    ['a["Stripe API"]', 'external', 'from the word "Stripe" in its title'],
    ['a["External services"]', 'external', 'from the word "External" in its title'],
    ['a["External load balancer"]', 'process', 'from the word "load balancer" in its title'],
    ['a["Postgres cluster"]', 'store', 'from the word "Postgres" in its title'],
    ['a["AWS Secrets Manager"]', 'store', 'from the word "Secrets Manager" in its title'],
    ['a["Container registry"]', 'store', 'from the word "registry" in its title'],
    ['a[Benutzer]', 'external', 'from the word "Benutzer" in its title'],
    ['a["Base de datos"]', 'store', 'from the word "Base de datos" in its title'],
    ['a[订单数据库]', 'store', 'from the word "数据库" in its title'],
    ['a[ユーザー]', 'external', 'from the word "ユーザー" in its title'],
    ['a[注文サービス]', 'process', 'from the word "サービス" in its title'],
    ['a[База данных]', 'store', 'from the word "База данных" in its title'],
    ['a[X]:::ext_sys', 'external', 'from its class "ext_sys"'],
    ['a[X]:::systemUser', 'external', 'from its class "systemUser"'],
    ['a[User]:::appServer', 'process', 'from its class "appServer"'],
  ])('%s is read as %s, %s', (node, kind, from) => {
    const [read, message] = kindOf(node)
    expect(read).toBe(kind)
    expect(message).toContain(`, ${from}.`)
  })

  test.each([
    ['a[X]:::external', 'external'],
    ['a[X]:::dataStore', 'store'],
    ['a[(X)]:::process', 'process'],
  ])('%s says that it is %s, which is no guess', (node, kind) => {
    expect(kindOf(node)).toEqual([kind, undefined])
  })

  test('a box is an external entity where boxes stand among rounds and cylinders, as in a data flow diagram', () => {
    expect(kindOf('a[Acme]', '  b((Orders)) --> c[(D)]\n')).toEqual([
      'external',
      '"Acme" is read as an external entity, from its box among rounded processes.',
    ])
  })
})

import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { addBoundary, updateComponent } from '../../../../shared/model/edits/components.ts'
import { updateFlow } from '../../../../shared/model/edits/flows.ts'
import { CATEGORIES, type Model } from '../../../../shared/model/schema.ts'
import { crossingModel, KEY, type OpenedLlm, openLlm } from '../../../../test/support/opened-llm.ts'

let opened: OpenedLlm
afterEach(() => opened.close())

test('L7 what is previewed is what is sent, byte for byte, for every request', async () => {
  opened = await openLlm()
  const { client, sent } = opened
  const plan = await opened.prepare(crossingModel(4))
  const shown = await Promise.all(
    plan.items.map(({ id }) => client.call('llm.preview', { plan: plan.plan, item: id })),
  )
  expect(shown.map(({ hash }) => hash)).toEqual(plan.items.map(({ hash }) => hash))
  const run = await opened.ended(await opened.start(plan))
  expect(run.items.map(({ state }) => state)).toEqual(plan.items.map(() => 'done'))
  expect(
    sent()
      .map(({ body }) => body)
      .sort(),
  ).toEqual(shown.map(({ body }) => body).sort())
})

test('L8 a run that is prepared, previewed and never started opens no connection', async () => {
  opened = await openLlm()
  const plan = await opened.prepare(crossingModel(4))
  for (const { id } of plan.items) await opened.client.call('llm.preview', { plan: plan.plan, item: id })
  await opened.client.call('llm.state', {})
  expect(opened.sent()).toEqual([])
})

test('all six categories are answered for every target', async () => {
  opened = await openLlm()
  const run = await opened.run(crossingModel(4))
  for (const item of run.items) {
    const answered = [...item.drafts, ...item.remarks].map(({ category }) => category)
    expect(item.unanswered).toEqual([])
    expect(new Set(answered)).toEqual(new Set(CATEGORIES))
    for (const { source } of item.drafts) expect(source.prompt).toMatch(/^stride-\w+ 1 \([0-9a-f]{8}\)$/)
  }
})

test('an unchanged model sends nothing, and its answers come from the cache in the same words', async () => {
  opened = await openLlm()
  const model = crossingModel(3)
  const first = await opened.run(model)
  const before = opened.sent().length
  const plan = await opened.prepare(model)
  expect(plan.items.every(({ state }) => state === 'cached')).toBe(true)
  expect(plan.cost).toEqual({ expected: 0, most: 0 })
  const second = await opened.ended(await opened.start(plan))
  expect(opened.sent()).toHaveLength(before)
  expect(second.state).toBe('done')
  expect(second.items.map(({ state }) => state)).toEqual(second.items.map(() => 'cached'))
  expect(second.items.map(({ drafts }) => drafts)).toEqual(first.items.map(({ drafts }) => drafts))
  expect(second.items.map(({ remarks }) => remarks)).toEqual(first.items.map(({ remarks }) => remarks))
})

test('one relabelled flow among 39 targets is asked again with its two ends, and nothing else', async () => {
  opened = await openLlm({}, { concurrency: 8 })
  const model = crossingModel(13)
  await opened.run(model)
  expect(opened.sent()).toHaveLength(39)
  const flow = model.flows[5]
  if (!flow) throw new Error('no flow')
  const changed = updateFlow(model, `${flow.from}>${flow.id}`, { title: 'Another call' })
  const plan = await opened.prepare(changed)
  const open = plan.items.filter(({ state }) => state === 'send')
  expect(open.length).toBeLessThanOrEqual(3)
  expect(open.map(({ id }) => id)).toContain(`${flow.from}>${flow.id}`)
})

test('a cached answer stays with its elements when the aliases move', async () => {
  opened = await openLlm()
  const model = crossingModel(3)
  const first = await opened.run(model)
  const moved: Model = {
    ...model,
    components: [...model.components].reverse(),
    flows: [...model.flows].reverse(),
  }
  const again = await opened.run(moved)
  expect(again.items.every(({ state }) => state === 'cached')).toBe(true)
  const draftsOf = (run: typeof first, id: string) => run.items.find((item) => item.id === id)?.drafts
  for (const { id, drafts } of first.items) expect(draftsOf(again, id)).toEqual(drafts)
})

test('the cache is private, outside the repo, and a corrupt entry is asked for again', async () => {
  opened = await openLlm()
  const model = crossingModel(1)
  await opened.run(model)
  const folder = path.join(opened.settings, 'llm-cache')
  const names = await readdir(folder)
  expect(names).toHaveLength(3)

  for (const name of names) expect((await stat(path.join(folder, name))).mode & 0o777).toBe(0o600)
  await writeFile(path.join(folder, names[0] ?? ''), '{"reply": {')
  await writeFile(path.join(folder, names[1] ?? ''), JSON.stringify({ key: 'another', reply: {} }))
  const plan = await opened.prepare(model)
  expect(plan.items.filter(({ state }) => state === 'send')).toHaveLength(2)
})

test('a plan says what is missing: a model without targets, an unknown target, no test, no key', async () => {
  opened = await openLlm()
  const empty = { ...crossingModel(1), components: [], flows: [] }
  await expect(opened.prepare(empty)).rejects.toMatchObject({ code: 'bad-request' })
  const unknown = opened.prepare(crossingModel(1), { kind: 'threats', targets: ['ghost'] })
  await expect(unknown).rejects.toMatchObject({
    code: 'bad-request',
    message: expect.stringMatching(/"ghost"/),
  })
  await opened.client.call('llm.configure', { model: 'another-model' })
  const untested = opened.prepare(crossingModel(1))
  await expect(untested).rejects.toMatchObject({
    code: 'provider',
    hint: expect.stringMatching(/Test the connection/),
  })
  await opened.client.call('llm.configure', {
    baseURL: 'https://llm.example.com',
    model: 'claude-sonnet-5-5',
  })
  const keyless = opened.prepare(crossingModel(1))
  await expect(keyless).rejects.toMatchObject({
    code: 'provider',
    message: expect.stringMatching(/no API key/),
  })
  expect(opened.sent()).toEqual([])
})

test('a cap that cannot be kept, because the price is unknown, is refused for a remote server', async () => {
  opened = await openLlm()
  const { client } = opened
  await client.call('llm.configure', { baseURL: 'https://llm.example.com', model: 'unpriced', cap: 1 })
  await client.call('llm.set-key', { origin: 'https://llm.example.com', key: KEY })
  await expect(opened.prepare(crossingModel(1))).rejects.toMatchObject({
    code: 'bad-request',
    message: expect.stringMatching(/price/),
  })
})

test('questions about the model come back as remarks and are cached', async () => {
  opened = await openLlm()
  const model = crossingModel(2)
  const run = await opened.run(model, { kind: 'questions' })
  expect(run.items[0]).toMatchObject({ id: 'questions', state: 'done' })
  expect(run.items[0]?.remarks.every(({ kind }) => kind === 'question')).toBe(true)
  expect(run.items[0]?.remarks.length).toBeGreaterThan(0)
  const again = await opened.run(model, { kind: 'questions' })
  expect(again.items[0]).toMatchObject({ state: 'cached', remarks: run.items[0]?.remarks })
})

test('a description becomes a diagram in text, with names that were redacted on the way out', async () => {
  const diagram = (request: { body: string }) =>
    request.body.includes('<description>')
      ? {
          json: {
            title: 'Shop',
            zones: [],
            components: [
              { name: 'Browser', kind: 'external', zone: '', note: '' },
              {
                name: /talks to (host-\d+)/.exec(request.body)?.[1] ?? 'none',
                kind: 'store',
                zone: '',
                note: '',
              },
            ],
            flows: [],
            notes: [],
          },
        }
      : undefined
  opened = await openLlm({ reply: diagram })
  const text = 'A browser talks to db-01.prod.example.com.'
  const run = await opened.run(crossingModel(1), { kind: 'describe', text })
  expect(run.items[0]).toMatchObject({ id: 'description', state: 'done' })
  expect(run.items[0]?.text).toContain('db-01.prod.example.com')
  expect(
    opened
      .sent()
      .map(({ body }) => body)
      .join(),
  ).not.toContain('example.com')
})

test('only the parts that matter are asked again when a zone is added around nothing', async () => {
  opened = await openLlm()
  const model = crossingModel(2)
  await opened.run(model)
  const { model: added } = addBoundary(model, { kind: 'zone', title: 'Empty' })
  const plan = await opened.prepare(added)
  expect(plan.items.filter(({ state }) => state === 'send')).toEqual([])
})

test('starting takes the hash that was shown, and one plan starts once', async () => {
  opened = await openLlm()
  const plan = await opened.prepare(crossingModel(1))
  const wrong = opened.start({ ...plan, hash: '0'.repeat(64) })
  await expect(wrong).rejects.toMatchObject({ code: 'conflict' })
  expect(opened.sent()).toEqual([])
  await opened.ended(await opened.start(plan))
  await expect(opened.start(plan)).rejects.toMatchObject({ code: 'conflict' })
  expect(opened.sent()).toHaveLength(3)
})

test('a component renamed by a letter moves no request of a target that is not beside it', async () => {
  opened = await openLlm()
  const model = crossingModel(4)
  await opened.run(model)
  const first = model.components[0]
  const changed = updateComponent(model, first?.id ?? '', { title: 'Clients' })
  const plan = await opened.prepare(changed)
  const open = plan.items.filter(({ state }) => state === 'send').map(({ title }) => title)
  expect(open.length).toBeGreaterThan(0)
  expect(open.length).toBeLessThanOrEqual(3)
})

test('L10 each request is a line of the audit log, which holds neither key nor body', async () => {
  opened = await openLlm()
  await opened.run(crossingModel(1))
  const file = path.join(opened.settings, 'llm-audit.jsonl')
  const text = await readFile(file, 'utf8')
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines).toHaveLength(3)
  for (const line of lines)
    expect(line).toMatchObject({
      origin: opened.api.url,
      result: 'answered',
      bodyHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  expect(text).not.toContain(KEY)
  expect(text).not.toContain('Client 0')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('L9 what nobody sees is in no request and hides no secret in a description or a prompt', async () => {
  opened = await openLlm()
  const token = 'ghp_0123456789abcdefghijABCDEFGHIJ456789'
  const hidden = `${token.slice(0, 10)}\u0001${token.slice(10)}`
  const text = `A shop. Its token is ${hidden}. \u202eOver\u202c`
  const plan = await opened.prepare(crossingModel(1), { kind: 'describe', text })
  const { body } = await opened.client.call('llm.preview', { plan: plan.plan, item: 'description' })
  expect(body).not.toContain(token.slice(10))
  const id = 'stride-component'
  const { path: file } = await opened.client.call('llm.customise', { id })
  const place = path.join(opened.root, file)
  await writeFile(place, `${await readFile(place, 'utf8')}\nUse ${hidden}.\n\u202eOver\u202c\u009b31m\n`)
  const { hash } = await opened.client.call('llm.prompt-text', { path: file })
  await opened.client.call('llm.pin-prompt', { path: file, hash })
  const { plan: other, items } = await opened.prepare(crossingModel(1))
  const shown = await Promise.all(
    items.map(({ id: item }) => opened.client.call('llm.preview', { plan: other, item })),
  )
  const bodies = shown.map((each) => each.body).join('')
  expect(bodies).toContain('Use ')
  expect(bodies).not.toContain(token.slice(10))
  expect(body + bodies).not.toMatch(/[\u202c\u202e\u009b]/)
})

test('L9 a secret that one text gives away is taken out of the texts before it too', async () => {
  opened = await openLlm()
  const secret = 'Zx9Qw7Lm2Pp4'
  const model = crossingModel(1)
  const [first, last] = model.components
  const told = updateComponent(
    updateComponent(model, first?.id ?? '', { title: `Client ${secret}` }),
    last?.id ?? '',
    { note: `password: ${secret}` },
  )
  const { plan, items, replacements } = await opened.prepare(told)
  const { body } = await opened.client.call('llm.preview', { plan, item: items[0]?.id ?? '' })
  expect(body).toContain('secret-1')
  expect(body).not.toContain(secret)
  expect(replacements).toMatchObject([{ placeholder: 'secret-1', kind: 'secret', count: 2 }])
})

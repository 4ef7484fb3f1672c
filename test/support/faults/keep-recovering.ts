// A backend whose page keeps one unsaved edit after another, for ever, until it is killed. Run by the fault tests.
import { createHandlers } from '../../../electron/backend/handlers.ts'
import { changesOf } from '../../../shared/protocol/unsaved.ts'

const [folder = '', path = ''] = process.argv.slice(2)
const { handlers } = await createHandlers({ folder, version: '1.2.3', host: 'browser' })
const { model, layout, drafts, source, modelHash, layoutHash } = await handlers['model.open']({ path })
if (!model) throw new Error('not a model')
const base = { model, layout, drafts }
const on = { base, source, modelHash, layoutHash }
for (let generation = 1; ; generation += 1) {
  const title = `generation ${generation}`
  const components = model.components.map((component) => ({ ...component, title }))
  const changes = changesOf(on, { ...base, model: { ...model, title, components } })
  if (!changes) throw new Error('nothing changed')
  // As a page does it: what the edits are made on goes once.
  const first = generation === 1 ? { base: on } : {}
  const edits = { path, window: 'window-one', baseId: 'one', changes, ...first }
  if (!(await handlers['recovery.store'](edits)).isKept) throw new Error('the base was lost')
  process.stdout.write(`${generation}\n`)
}

// A backend whose page keeps one unsaved edit after another, for ever, until it is killed. Run by the fault tests.
import { createHandlers } from '../../electron/backend/handlers.ts'

const [folder = '', path = ''] = process.argv.slice(2)
const { handlers } = await createHandlers({ folder, version: '1.2.3', host: 'browser' })
const { model, layout, drafts, source, modelHash, layoutHash } = await handlers['model.open']({ path })
if (!model) throw new Error('not a model')
const base = { model, layout, drafts }
for (let generation = 1; ; generation += 1) {
  const title = `generation ${generation}`
  const components = model.components.map((component) => ({ ...component, title }))
  await handlers['recovery.store']({
    path,
    window: 'window-one',
    base,
    document: { ...base, model: { ...model, title, components } },
    source,
    modelHash,
    layoutHash,
  })
  process.stdout.write(`${generation}\n`)
}

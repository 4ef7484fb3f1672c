// A backend that is told to report what it may write: at the start, after the folder was made read-only
// while it was open, what a save then comes to, and whether the edits can still be kept. One JSON line.
import { chmod } from 'node:fs/promises'
import { createHandlers } from '../../../electron/backend/handlers.ts'
import { changesOf } from '../../../shared/protocol/unsaved.ts'

const [folder = '', path = ''] = process.argv.slice(2)
const backend = await createHandlers({ folder, version: '1.2.3', host: 'browser' })
const { handlers } = backend
const first = await handlers['model.open']({ path })
if (!first.model) throw new Error('not a model')
const heard = new Promise<void>((resolve) => {
  backend.events.subscribe((event) => {
    if (event === 'model.changed') resolve()
  })
})
// The watches are in place once the second look is over.
await handlers['workspace.get']({})
await new Promise((resolve) => setTimeout(resolve, 500))
await chmod(folder, 0o555)
const isHeard = await Promise.race([
  heard.then(() => true),
  new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 3000)),
])
const second = await handlers['model.open']({ path })
const { model, layout, drafts, source, modelHash, layoutHash } = first
const edited = { ...model, title: 'Edited' }
const state = { path, layout, drafts: [...drafts], modelHash, layoutHash }
const save = handlers['model.save']({ ...state, model: edited, source: null, overwriteDerived: [] })
const code = await save.then(
  () => 'saved',
  (error: { code: string }) => error.code,
)
const base = { model, layout, drafts }
const on = { base, source, modelHash, layoutHash }
const changes = changesOf(on, { ...base, model: edited })
const sent = { base: on, ...(changes ? { changes } : {}) }
await handlers['recovery.store']({ path, window: 'window-one', baseId: 'one', ...sent })
const kept = (await handlers['model.open']({ path, window: 'window-one' })).recovery?.document.model.title
await chmod(folder, 0o755)
backend.close()
process.stdout.write(
  `${JSON.stringify({ readOnly: [first.readOnly, second.readOnly], isHeard, code, kept })}\n`,
)

// Saves a model of several files from a process of its own and reports what came of it: strace fails its calls.
import { openModel } from '../../../electron/backend/model-files/open-model.ts'
import { readModelFiles } from '../../../electron/backend/model-files/read-model.ts'
import { saveModel } from '../../../electron/backend/model-files/save-model.ts'
import { AppError } from '../../../shared/core/errors.ts'

const [root = '', path = '', title = ''] = process.argv.slice(2)
const { model, layout, ...opened } = openModel(await readModelFiles(root, path), false)
if (!model) throw new Error('not a model')
const boxes = [{ id: 'browser', x: title.length, y: 8 }]
const state = { model: { ...model, title }, layout: { ...layout, boxes }, drafts: [...opened.drafts] }
const outcome = await saveModel(root, { ...opened, ...state, path, overwriteDerived: [] }).then(
  ({ diagnostics, derived }) => ({
    told: [
      ...diagnostics.map(({ message }) => message),
      ...derived.filter((file) => file.state !== 'current').map((file) => file.path),
    ],
  }),
  (error: unknown) =>
    error instanceof AppError ? { code: error.code, message: error.message } : { bug: String(error) },
)
process.stdout.write(JSON.stringify(outcome))

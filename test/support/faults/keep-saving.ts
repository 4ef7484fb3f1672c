// Saves a model again and again from a process of its own, as the command line does: reads it, changes
// the title of the component `db`, writes it if it is still what was read, else reads it again.

import { understand } from '../../../electron/backend/model-files/open-model.ts'
import { readModelFiles } from '../../../electron/backend/model-files/read-model.ts'
import { saveModel } from '../../../electron/backend/model-files/save-model.ts'

const [root = '', path = '', rounds = '1'] = process.argv.slice(2)

const saveOnce = async (title: string): Promise<boolean> => {
  const disk = await readModelFiles(root, path)
  const { model, layout, drafts } = understand(disk)
  if (!model) throw new Error('not a model')
  const components = model.components.map((component) =>
    component.id === 'db' ? { ...component, title } : component,
  )
  const hashes = { modelHash: disk.model?.hash ?? null, layoutHash: disk.layout?.hash ?? null }
  const state = { model: { ...model, components }, layout, drafts: [...(drafts ?? [])], source: null }
  return saveModel(root, { path, ...state, ...hashes, overwriteDerived: [] }).then(
    () => true,
    () => false,
  )
}

for (let round = 1; round <= Number(rounds); round += 1) {
  while (!(await saveOnce(`Database ${round}`)));
}

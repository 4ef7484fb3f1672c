// What the process behind the page does for an opening and a save, with the disk and the contract's checks.
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createHandlers } from '../../../electron/backend/handlers.ts'
import { printLayout, printModel } from '../../../shared/formats/fenceline/index.ts'
import { updateComponent } from '../../../shared/model/edits/components.ts'
import { addFlow } from '../../../shared/model/edits/flows.ts'
import { removeElements } from '../../../shared/model/edits/remove.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { type Client, createClient, inProcess } from '../../../shared/protocol/rpc.ts'
import { aSeededLayout } from '../../support/models/seeded-layout.ts'
import { aSeededModel } from '../../support/models/seeded-model.ts'
import type { Figure } from '../figure.ts'
import type { Asked, Workload } from '../workload.ts'
import { timed } from './timing.ts'

const FILE = 'threat-model.yaml'

/** One change of each sort; `at` makes it another one in each run. */
const EDITS: readonly (readonly [work: string, edit: (model: Model, at: number) => Model])[] = [
  ['a title', (model, at) => updateComponent(model, 'part-40', { title: `Other ${at}` })],
  ['a flow added', (model, at) => addFlow(model, { from: `part-${at}`, to: 'part-20', title: 'Asks' }).model],
  ['a component removed', (model, at) => removeElements(model, [`part-${50 + at}`]).model],
]

export const backend: Workload = {
  group: 'backend',
  sizes: [1000, 5000],
  async run({ sizes, runs, say }: Asked): Promise<readonly Figure[]> {
    const figures: Figure[] = []
    for (const components of sizes) {
      say(`backend: ${components} components`)
      const add = (work: string, times: readonly number[]) =>
        figures.push({ group: 'backend', work, components, unit: 'ms', runs: times })
      await inFolder(async (root, client) => {
        const model = aSeededModel(components, Math.round(1.3 * components))
        const text = printModel(model)
        await writeFile(path.join(root, 'threat-model.layout.yaml'), printLayout(aSeededLayout(model)))
        const write = (at: number) => writeFile(path.join(root, FILE), `# Copy ${at}\n${text}`)
        const open = () => client.call('model.open', { path: FILE })
        add('open', await timed(runs, write, open))
        add('open what is known', await timed(runs, () => {}, open))
        for (const [work, edit] of EDITS) add(`save ${work}`, await timesOfSaves(client, runs, edit))
      })
    }
    return figures
  },
}

async function timesOfSaves(client: Client, runs: number, edit: (model: Model, at: number) => Model) {
  let opened = await client.call('model.open', { path: FILE })
  let next = opened.model
  return timed(
    runs,
    (at) => {
      if (!opened.model) throw new Error(`${FILE} is not a model`)
      next = edit(opened.model, at)
      return next
    },
    async (model) => {
      const { layout, modelHash, layoutHash } = opened
      const given = { path: FILE, layout, drafts: [], source: null, overwriteDerived: [] }
      const saved = await client.call('model.save', { ...given, model, modelHash, layoutHash })
      opened = { ...opened, ...saved, model: saved.model ?? model }
    },
  )
}

async function inFolder(run: (root: string, client: Client) => Promise<void>): Promise<void> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-bench-')))
  process.env.FENCELINE_CONFIG_DIR = path.join(root, '.config')
  const handlers = await createHandlers({ folder: root, version: '1.0.0', host: 'browser' })
  try {
    await run(root, createClient(inProcess(handlers.handlers)))
  } finally {
    await handlers.close()
    delete process.env.FENCELINE_CONFIG_DIR
    await rm(root, { recursive: true, force: true })
  }
}
